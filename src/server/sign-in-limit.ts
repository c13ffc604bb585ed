/**
 * How often somebody may fail to sign in: ten times in fifteen minutes from one address, and as often for one account, whoever tries. An
 * attempt counts from its beginning, so that many at once are no way around; one that succeeds is not counted. Kept in memory: one
 * process holds a data folder, and who guesses passwords cannot restart it.
 */
import { isIPv6 } from 'node:net';
import { FlowRefused } from '../flow/refused.ts';

const mostFailures = 10;
const windowMs = 15 * 60_000;

export interface SignInLimit {
  /** Refused where too many failed before. `attempt` says whether it succeeded. */
  limited<T extends { ok: boolean }>(who: { address: string; account: string }, attempt: () => Promise<T>): Promise<T>;
}

export function openSignInLimit(now: () => number = () => performance.now()): SignInLimit {
  /** When attempts began that failed, or that have not ended yet; the earliest first. */
  const failures = new Map<string, number[]>();
  const forget = (): void => {
    const oldest = now() - windowMs;
    for (const [key, times] of failures) {
      const left = times.filter((time) => time > oldest);
      if (left.length === 0) failures.delete(key);
      else failures.set(key, left);
    }
  };
  return {
    async limited({ address, account }, attempt) {
      forget();
      const keys = [`address ${networkOf(address)}`, `account ${account.trim().toLowerCase()}`];
      const full = keys.flatMap((key) => {
        const times = failures.get(key) ?? [];
        return times.length < mostFailures ? [] : [times.at(-mostFailures)! + windowMs - now()];
      });
      if (full.length > 0)
        throw new FlowRefused({ code: 'too_many_sign_ins', detail: { minutes: String(Math.ceil(Math.max(...full) / 60_000)) } });
      const began = now();
      for (const key of keys) failures.set(key, [...(failures.get(key) ?? []), began]);
      let failed = true;
      try {
        const result = await attempt();
        failed = !result.ok;
        return result;
      } finally {
        if (!failed)
          for (const key of keys) {
            const times = failures.get(key) ?? [];
            const at = times.indexOf(began);
            failures.set(key, at < 0 ? times : times.toSpliced(at, 1));
          }
      }
    },
  };
}

/** A household or an office has a whole network of IPv6 addresses: its first half stands for it. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  if (tail !== undefined) while (groups.length + after.length < 8) groups.push('0');
  return [...groups, ...after]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}

/** Where a request comes from. What a proxy on this computer says of it is believed; nobody else is. */
export function addressOf(of: { remote: string | undefined; forwardedFor: string | undefined }): string {
  const remote = networkOf(of.remote ?? '');
  const isHere = remote.startsWith('127.') || (of.remote ?? '') === '::1';
  const named = isHere ? of.forwardedFor?.split(',').at(-1)?.trim() : undefined;
  return named === undefined || named === '' ? (of.remote ?? '') : named;
}
