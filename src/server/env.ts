/** What a route finds in its request: the context, the job queue, and who asks with what he may see. */
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from '../context/context.ts';
import type { Sight } from '../core/access/sight.ts';
import type { Auth } from './auth.ts';
import type { Jobs } from './jobs.ts';
import { answerTo } from './problems.ts';

export interface AppEnv {
  Variables: { context: Context; jobs: Jobs; auth: Auth; sight: Sight };
}

/** A router whose validation errors are problems in plain words. */
export function router(): OpenAPIHono<AppEnv> {
  return new OpenAPIHono<AppEnv>({
    defaultHook: (result, c) => {
      if (result.success) return undefined;
      const issue = result.error.issues[0];
      return answerTo(c, { code: 'invalid_request', detail: { field: issue?.path.join('.') ?? '', message: issue?.message ?? '' } });
    },
  });
}
