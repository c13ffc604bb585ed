/** The thread that decides: what it answers is what core answers, the program goes on meanwhile, and stopping it takes effect at once. */
import { expect, test } from 'vitest';
import { monthNumber, monthOfNumber } from '../../core/calendar.ts';
import { measuresOf } from '../../core/differentiate/measures-of-facts.test-support.ts';
import type { CustomerMeasures } from '../../core/differentiate/measures.ts';
import { defaultSettings } from '../../core/differentiate/settings.ts';
import { valueCustomers } from '../../core/differentiate/value-customers.ts';
import { openDecider } from './decider.ts';

const settings = defaultSettings;
const never = new AbortController().signal;

/** Kiosks that buy every second, third, fourth… month. */
function kiosks(count: number): CustomerMeasures {
  const customers = Array.from({ length: count }, (_, at) => `kiosk ${at}`);
  const facts = customers.flatMap((customer, at) =>
    Array.from({ length: 24 }, (_, month) => month)
      .filter((month) => month % (2 + (at % 5)) === 0)
      .map((month) => ({ customer, day: monthOfNumber(monthNumber('2024-01-01') + month).first, net: 1000 + at, cost: 600 })),
  );
  return measuresOf({ asOf: '2025-12-31', customers, facts });
}

async function all<T>(pages: AsyncIterable<T[]>): Promise<T[]> {
  const rows: T[] = [];
  for await (const page of pages) rows.push(...page);
  return rows;
}

test('the classes and reasons are core’s own, in the order of the customers', async () => {
  const measures = kiosks(30);
  const here = valueCustomers({ measures, settings, inDevelopment: new Set() });
  using decider = await openDecider(measures, never);
  const { tier, customersCount } = await decider.ask('classes', settings);
  expect([customersCount, [...tier]]).toEqual([30, [...here.tier]]);
  const forecast = await decider.ask('forecast', settings.lifetime);
  await decider.ask('potential', {
    forecast,
    settings: settings.strategic,
    known: { attributes: [], size: new Float64Array(30), yearlyNeedMinor: new Float64Array(30) },
  });
  const scorecards = await all(decider.pages('scorecards'));
  expect(scorecards).toMatchObject(Array.from({ length: 30 }, (_, at) => here.scorecard(at)));
  const reasons = (await all(decider.pages('reasons'))).map((json) => JSON.parse(json) as object);
  expect(reasons).toMatchObject(Array.from({ length: 30 }, (_, at) => JSON.parse(JSON.stringify(here.reason(at))) as object));
});

test('the program goes on while the thread decides', async () => {
  using decider = await openDecider(kiosks(400), never);
  let ticks = 0;
  const ticking = setInterval(() => ticks++, 1);
  await decider.ask('forecast', settings.lifetime);
  clearInterval(ticking);
  expect(ticks).toBeGreaterThan(3);
});

test('stopped in the middle, whoever waits is told why, and the next has a thread of its own', async () => {
  const stop = new AbortController();
  {
    using decider = await openDecider(kiosks(400), stop.signal);
    const asked = decider.ask('forecast', settings.lifetime);
    stop.abort(new Error('the valuation was cancelled'));
    await expect(asked).rejects.toThrow('the valuation was cancelled');
    await expect(decider.ask('classes', settings)).rejects.toThrow('the valuation was cancelled');
  }
  using next = await openDecider(kiosks(3), never);
  expect(await next.ask('classes', settings)).toMatchObject({ customersCount: 3 });
});

test('a call that fails fails for who asked, and the thread goes on', async () => {
  using decider = await openDecider(kiosks(3), never);
  await expect(all(decider.pages('scorecards'))).rejects.toThrow('nothing of that kind is decided yet');
  expect(await decider.ask('classes', settings)).toMatchObject({ customersCount: 3 });
});

test('what one company was measured to be is not there for the next', async () => {
  {
    using decider = await openDecider(kiosks(5), never);
    await decider.ask('classes', settings);
  }
  using next = await openDecider(kiosks(2), never);
  await expect(all(next.pages('scorecards'))).rejects.toThrow('nothing of that kind is decided yet');
  expect(await next.ask('classes', settings)).toMatchObject({ customersCount: 2 });
});
