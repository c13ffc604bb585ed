/** Ten failures in fifteen minutes, of an address and of an account, on a clock that the test sets. */
import { expect, test } from 'vitest';
import { addressOf, networkOf, openSignInLimit } from './sign-in-limit.ts';

const minute = 60_000;

function clocked() {
  let time = 0;
  const limit = openSignInLimit(() => time);
  const tries = async (who: { address?: string; account?: string }, ok = false): Promise<string> => {
    const attempt = limit.limited({ address: '10.0.0.1', account: 'owner@granite.example', ...who }, async () => ({ ok }));
    return attempt.then(
      (result) => (result.ok ? 'in' : 'wrong'),
      (error: { problem: { code: string; detail: { minutes: string } } }) => `${error.problem.code} ${error.problem.detail.minutes}`,
    );
  };
  const fail = async (times: number, who: (n: number) => { address?: string; account?: string } = () => ({})): Promise<string[]> => {
    const found: string[] = [];
    for (let n = 0; n < times; n++) found.push(await tries(who(n)));
    return found;
  };
  return { tries, fail, wait: (minutes: number) => void (time += minutes * minute) };
}

test('the eleventh failure from one address is refused, whichever accounts it tries', async () => {
  const { fail, tries } = clocked();
  expect(await fail(11, (n) => ({ account: `a${n}@granite.example` }))).toEqual([
    ...Array.from({ length: 10 }, () => 'wrong'),
    'too_many_sign_ins 15',
  ]);
  expect(await tries({ account: 'another@granite.example' }, true)).toBe('too_many_sign_ins 15');
  expect(await tries({ address: '10.0.0.2', account: 'another@granite.example' }, true)).toBe('in');
});

test('the eleventh failure for one account is refused, from whichever addresses, however it is written', async () => {
  const { fail, tries } = clocked();
  await fail(10, (n) => ({ address: `10.0.1.${n}`, account: n % 2 ? 'Owner@Granite.example' : 'owner@granite.example' }));
  expect(await tries({ address: '10.0.2.1' }, true)).toBe('too_many_sign_ins 15');
  expect(await tries({ address: '10.0.2.1', account: 'another@granite.example' }, true)).toBe('in');
});

test('failures are forgotten one by one, fifteen minutes after each', async () => {
  const { fail, tries, wait } = clocked();
  await fail(1);
  wait(10);
  await fail(9);
  expect(await tries({})).toBe('too_many_sign_ins 5');
  wait(4.5);
  expect(await tries({}, true)).toBe('too_many_sign_ins 1');
  wait(0.5);
  // The first is forgotten: one more may fail, and the next waits for the nine.
  expect(await tries({})).toBe('wrong');
  expect(await tries({})).toBe('too_many_sign_ins 10');
});

test('who signs in is not counted', async () => {
  const { tries } = clocked();
  for (let n = 0; n < 30; n++) expect(await tries({}, true)).toBe('in');
});

test('attempts at once count before they end', async () => {
  const limit = openSignInLimit(() => 0);
  const end = Promise.withResolvers<{ ok: boolean }>();
  let asked = 0;
  const attempts = Array.from({ length: 25 }, () =>
    limit.limited({ address: '10.0.0.1', account: 'a' }, () => (asked++, end.promise)).catch(() => ({ ok: false })),
  );
  end.resolve({ ok: false });
  await Promise.all(attempts);
  expect(asked).toBe(10);
});

test('an attempt that breaks counts as a failure', async () => {
  const limit = openSignInLimit(() => 0);
  const broken = () => limit.limited({ address: '10.0.0.1', account: 'a' }, () => Promise.reject(new Error('no database')));
  for (let n = 0; n < 10; n++) await expect(broken()).rejects.toThrow('no database');
  await expect(broken()).rejects.toThrow('too_many_sign_ins');
});

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:0db8:0001:0002::9', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['::1', '0:0:0:0'],
])('%s belongs to %s', (address, network) => expect(networkOf(address)).toBe(network));

test.each([
  ['straight', '192.0.2.7', undefined, '192.0.2.7'],
  ['through a proxy on this computer', '127.0.0.1', '203.0.113.9, 192.0.2.7', '192.0.2.7'],
  ['through a proxy on this computer by IPv6', '::1', '192.0.2.7', '192.0.2.7'],
  ['from elsewhere, claiming another address', '192.0.2.7', '203.0.113.9', '192.0.2.7'],
  ['from this computer', '::ffff:127.0.0.1', undefined, '::ffff:127.0.0.1'],
])('%s', (_, remote, forwardedFor, address) => expect(addressOf({ remote, forwardedFor })).toBe(address));
