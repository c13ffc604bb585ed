/** Refusals as answers: the one place where a problem gets its HTTP status. */
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { KnownProblem, ProblemCode } from '../core/problem-codes.ts';
import { FlowRefused, type Told } from '../flow/refused.ts';

type Status = 400 | 401 | 403 | 404 | 409 | 429;

/** 400 where nothing is said. */
const statuses: { readonly [Code in ProblemCode]?: Status } = {
  signed_out: 401,
  wrong_credentials: 401,
  cross_site: 403,
  not_allowed: 403,
  no_such_batch: 404,
  no_such_customer: 404,
  no_such_document: 404,
  no_such_job: 404,
  not_found: 404,
  nothing_published: 404,
  batch_in_another_state: 409,
  forecast_to_come: 409,
  owner_exists: 409,
  questions_open: 409,
  too_many_sign_ins: 429,
};

export function answerTo(c: Context, { code, detail }: Told, status?: ContentfulStatusCode): Response {
  if (code === 'too_many_sign_ins') c.header('retry-after', String(Number(detail['minutes']) * 60));
  return c.json({ code, detail }, status ?? (statuses as Partial<Record<string, Status>>)[code] ?? 400);
}

/** Refuses what was asked for. */
export function refuse(code: ProblemCode, detail: KnownProblem['detail'] = {}): never {
  throw new FlowRefused({ code, detail });
}

/** What was found; refused where there is nothing, or nothing that is seen. */
export function orRefuse<T>(value: T | undefined, code: ProblemCode, detail: KnownProblem['detail'] = {}): T {
  return value ?? refuse(code, detail);
}
