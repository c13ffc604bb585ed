/** Who is here: GET /api/session, the first visit, signing in and out. The only routes that need nobody signed in. */
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { ownerRequest, session, signInRequest } from '../schemas/session.ts';
import type { SignedIn } from '../auth.ts';
import { endpoint } from '../endpoint.ts';
import { type AppEnv, router } from '../env.ts';
import { refuse } from '../problems.ts';
import { addressOf } from '../sign-in-limit.ts';

export const sessionRoutes = router()
  .openapi(
    endpoint({
      method: 'get',
      path: '/session',
      permission: 'everyone',
      tags: ['session'],
      summary: 'Who is signed in, and whether there is an owner yet',
      answer: ['Done', session],
    }),
    async (c) => {
      const user = await c.get('auth').userOf(c.req.raw.headers);
      const state =
        user !== null ? ('signed_in' as const) : (await c.get('auth').hasOwner()) ? ('signed_out' as const) : ('no_owner' as const);
      return c.json({ state, user, program: programOf(c) }, 200);
    },
  )
  .openapi(
    endpoint({
      method: 'post',
      path: '/owner',
      permission: 'everyone',
      tags: ['session'],
      summary: 'The first visit: create the owner, and sign in',
      body: ownerRequest,
      answer: ['Done', session],
      refusals: { 409: 'There is an owner already', 400: 'Refused' },
    }),
    async (c) => {
      const response = await c.get('auth').createOwner(c.req.valid('json'), c.req.raw.headers);
      if (response === null) return refuse('owner_exists');
      if (!response.ok) return refuse('owner_refused', { message: await messageOf(response) });
      for (const cookie of response.headers.getSetCookie()) c.header('set-cookie', cookie, { append: true });
      const { user } = (await response.json()) as { user: SignedIn };
      return c.json({ state: 'signed_in' as const, user: { id: user.id, name: user.name, email: user.email }, program: programOf(c) }, 200);
    },
  )
  .openapi(
    endpoint({
      method: 'post',
      path: '/sign-in',
      permission: 'everyone',
      tags: ['session'],
      summary: 'Sign in by e-mail and password; answers with a cookie',
      body: signInRequest,
      answer: ['Done', session],
      refusals: { 401: 'Wrong e-mail or password', 429: 'Too many attempts failed, from this address or for this account' },
    }),
    async (c) => {
      const address = addressOf({ remote: getConnInfo(c).remote.address, forwardedFor: c.req.header('x-forwarded-for') });
      const response = await c.get('auth').signIn(c.req.valid('json'), { headers: c.req.raw.headers, address });
      if (!response.ok) return refuse('wrong_credentials');
      for (const cookie of response.headers.getSetCookie()) c.header('set-cookie', cookie, { append: true });
      const { user } = (await response.json()) as { user: SignedIn };
      return c.json({ state: 'signed_in' as const, user: { id: user.id, name: user.name, email: user.email }, program: programOf(c) }, 200);
    },
  )
  .openapi(
    endpoint({
      method: 'post',
      path: '/sign-out',
      permission: 'everyone',
      tags: ['session'],
      summary: 'Sign out',
      answer: ['Done', session],
    }),
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
