/** Guessing passwords against a real server: ten failures, then nobody is let in for a while, from that address or to that account. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Served, startServed } from './served.ts';
import { owner } from './web-client.ts';

let served: Served;
beforeAll(async () => {
  served = await startServed();
});
afterAll(() => served[Symbol.asyncDispose]());

/** As a proxy on this computer passes a request on. */
async function signIn(of: {
  email?: string;
  password: string;
  from: string;
}): Promise<{ status: number; code?: string; retryAfter: string | null }> {
  const response = await fetch(`${served.server.url}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': of.from },
    body: JSON.stringify({ email: of.email ?? owner.email, password: of.password }),
  });
  const { code } = (await response.json()) as { code?: string };
  return { status: response.status, ...(code === undefined ? {} : { code }), retryAfter: response.headers.get('retry-after') };
}

test('a wrong password is refused ten times, then every password is, from every address', async () => {
  for (let n = 0; n < 10; n++)
    expect(await signIn({ password: `guess ${n}`, from: '192.0.2.1' })).toEqual({
      status: 401,
      code: 'wrong_credentials',
      retryAfter: null,
    });
  const refused = { status: 429, code: 'too_many_sign_ins', retryAfter: '900' };
  expect(await signIn({ password: 'guess 11', from: '192.0.2.1' })).toEqual(refused);
  expect(await signIn({ password: owner.password, from: '192.0.2.1' })).toEqual(refused);
  expect(await signIn({ password: owner.password, from: '192.0.2.2' })).toEqual(refused);
  // The address is refused for other accounts, too; other addresses are not.
  expect(await signIn({ email: 'other@granite.example', password: 'guess', from: '192.0.2.1' })).toEqual(refused);
  expect(await signIn({ email: 'other@granite.example', password: 'guess', from: '192.0.2.2' })).toMatchObject({ status: 401 });
});

test('who is signed in already stays so', async () => {
  expect(await served.web.get('/api/session')).toMatchObject({ state: 'signed_in' });
});
