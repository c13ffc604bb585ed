/** Who is here: GET /api/session, the first visit, signing in and out. The only routes that need nobody signed in. */
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { ownerRequest, session, signInRequest } from '../schemas/session.ts';
import { problem } from '../schemas/common.ts';
import type { SignedIn } from '../auth.ts';
import { type AppEnv, router } from '../env.ts';

const problemBody = { content: { 'application/json': { schema: problem } } };
const done = { description: 'Done', content: { 'application/json': { schema: session } } };

export const sessionRoutes = router()
  .openapi(
    createRoute({
      method: 'get',
      path: '/session',
      tags: ['session'],
      summary: 'Who is signed in, and whether there is an owner yet',
      responses: { 200: done },
    }),
    async (c) => {
      const user = await c.get('auth').userOf(c.req.raw.headers);
      const state =
        user !== null ? ('signed_in' as const) : (await c.get('auth').hasOwner()) ? ('signed_out' as const) : ('no_owner' as const);
      return c.json({ state, user, program: programOf(c) }, 200);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/owner',
      tags: ['session'],
      summary: 'The first visit: create the owner, and sign in',
      request: { body: { content: { 'application/json': { schema: ownerRequest } }, required: true } },
      responses: {
        200: done,
        409: { description: 'There is an owner already', ...problemBody },
        400: { description: 'Refused', ...problemBody },
      },
    }),
    async (c) => {
      const response = await c.get('auth').createOwner(c.req.valid('json'), c.req.raw.headers);
      if (response === null) return c.json({ code: 'owner_exists', detail: {} }, 409);
      if (!response.ok) return c.json({ code: 'owner_refused', detail: { message: await messageOf(response) } }, 400);
      for (const cookie of response.headers.getSetCookie()) c.header('set-cookie', cookie, { append: true });
      const { user } = (await response.json()) as { user: SignedIn };
      return c.json({ state: 'signed_in' as const, user: { id: user.id, name: user.name, email: user.email }, program: programOf(c) }, 200);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/sign-in',
      tags: ['session'],
      summary: 'Sign in by e-mail and password; answers with a cookie',
      request: { body: { content: { 'application/json': { schema: signInRequest } }, required: true } },
      responses: { 200: done, 401: { description: 'Wrong e-mail or password', ...problemBody } },
    }),
    async (c) => {
      const response = await c.get('auth').signIn(c.req.valid('json'), c.req.raw.headers);
      if (!response.ok) return c.json({ code: 'wrong_credentials', detail: {} }, 401);
      for (const cookie of response.headers.getSetCookie()) c.header('set-cookie', cookie, { append: true });
      const { user } = (await response.json()) as { user: SignedIn };
      return c.json({ state: 'signed_in' as const, user: { id: user.id, name: user.name, email: user.email }, program: programOf(c) }, 200);
    },
  )
  .openapi(
    createRoute({ method: 'post', path: '/sign-out', tags: ['session'], summary: 'Sign out', responses: { 200: done } }),
    async (c) => {
      const response = await c.get('auth').signOut(c.req.raw.headers);
      for (const cookie of response.headers.getSetCookie()) c.header('set-cookie', cookie, { append: true });
      return c.json({ state: 'signed_out' as const, user: null, program: programOf(c) }, 200);
    },
  );

function programOf(c: Context<AppEnv>): { version: string; demo: boolean } {
  const { version, config } = c.get('context');
  return { version, demo: config.demo };
}

async function messageOf(response: Response): Promise<string> {
  const body = (await response.json().catch(() => ({}))) as { message?: string };
  return body.message ?? response.statusText;
}
