/** Who is here, what is running, and whether the identities hold. */
import { z } from '@hono/zod-openapi';
import { isoDate, problem, progress } from './common.ts';

export const session = z
  .object({
    /** no_owner: the first visit; it creates the owner's password. */
    state: z.enum(['no_owner', 'signed_out', 'signed_in']),
    user: z.object({ id: z.string(), name: z.string(), email: z.string() }).nullable(),
    program: z.object({ version: z.string(), demo: z.boolean() }),
  })
  .openapi('Session');

export const ownerRequest = z
  .object({ name: z.string().min(1).max(200), email: z.email(), password: z.string().min(8).max(128) })
  .openapi('OwnerRequest');
export const signInRequest = z.object({ email: z.email(), password: z.string().min(1).max(128) }).openapi('SignInRequest');

export const job = z
  .object({
    id: z.uuid(),
    kind: z.enum(['read', 'commit', 'undo', 'value', 'rules', 'rates']),
    state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
    progress: progress.nullable(),
    result: z.record(z.string(), z.unknown()).nullable(),
    failure: problem.nullable(),
    createdAt: z.string(),
    finishedAt: z.string().nullable(),
  })
  .openapi('Job');

export const checks = z
  .object({ ok: z.boolean(), checks: z.array(z.object({ name: z.string(), ok: z.boolean(), difference: z.string() })) })
  .openapi('Checks');

export const valuation = z
  .object({ toCome: z.array(z.enum(['classes', 'profit', 'history', 'forecast', 'potential', 'reasons'])) })
  .openapi('Valuation');

export const valueRequest = z.object({ asOf: isoDate.optional() }).openapi('ValueRequest');
