/** The lifetime value of customers, from a file to the command line: for the demo company, and where the data is too thin. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LifetimeReason } from '../src/core/differentiate/lifetime-value/lifetime-reason.ts';
import type { BackTest } from '../src/core/differentiate/lifetime-value/value-lifetimes.ts';
import type { CompanyLifetime } from '../src/questions/differentiate/lifetime.ts';
import { openCompany, type TestCompany } from './company.ts';

let company: TestCompany;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company[Symbol.asyncDispose]());

/** Amounts are texts in JSON. */
interface Printed extends Omit<CompanyLifetime, 'total'> {
  total: { valueMinor: string; lowMinor: string | null };
}
interface Worth {
  name: string;
  aliveProbability: number | null;
  lifetimeValueMinor: string;
  lifetimeValueLowMinor: string | null;
  lifetimeValueHighMinor: string | null;
}

test('three customers get a projection with its assumptions, and no back-test', async () => {
  const file = join(company.dataDir, 'few.csv');
  const lines = ['2026-01-15', '2026-02-15', '2026-03-15'].map((day, at) => `S-${at};${day};Granite Wholesale;1;1000.00`);
  writeFileSync(
    file,
    ['Document No;Date;Customer;Quantity;Amount without VAT', ...lines, 'S-9;2026-03-20;Corner Kiosk;1;50.00'].join('\r\n'),
  );
  await company.json('import', file, '--yes');
  expect(await company.json<Printed>('lifetime')).toMatchObject({
    method: 'projection',
    gate: 'few_repeat_customers',
    basis: 'revenue',
    total: { lowMinor: null },
  });
  expect(await company.json('backtest')).toBeNull();
  const { out } = await company.run('lifetime');
  const why = await company.run('explain', 'Granite');
  expect(why.out).toContain(
    'lifetime: 3 purchases since 2026-01-15, the last 5 days ago. There is too little history for a model; 1 purchases a month are expected, as so far,',
  );
  expect(why.out).toContain('and we assume that 80% of customers stay each year. Over 36 months that is');
  expect(out).toContain('80% of customers stay from year to year');
  const kept = await company.json<Printed>('lifetime');
  const half = await company.json<Printed>('lifetime', '--retention', '500');
  await company.run('settings', 'set', 'lifetime.retentionPermille=500');
  const { total } = await company.json<Printed>('lifetime');
  expect(Number(total.valueMinor)).toBeGreaterThan(0);
  expect(half.total).toEqual(total);
  expect(Number(total.valueMinor)).toBeLessThan(Number(kept.total.valueMinor));
});

test('the demo company is forecast by a model: the same figures by every command, and nearer than last year repeated', async () => {
  await using demo = await openCompany();
  expect((await demo.run('demo', '--customers', '400')).code).toBe(0);
  const found = await demo.json<Printed>('lifetime');
  expect(found).toMatchObject({ method: 'model', basis: 'net_profit', horizonMonths: 36 });
  const listed = await demo.json<Worth[]>('customers');
  const byName = new Map(listed.map((customer) => [customer.name, customer]));
  expect(found.customers).toHaveLength(listed.length);
  for (const customer of found.customers) {
    const worth = byName.get(customer.name)!;
    expect(worth).toMatchObject({ aliveProbability: customer.aliveProbability, lifetimeValueMinor: customer.lifetimeValueMinor });
  }
  const first = found.customers[0]!;
  const { reason } = await demo.json<{ reason: { lifetime: LifetimeReason } }>('explain', first.id);
  expect(reason.lifetime).toMatchObject({
    rule: 'model',
    basis: 'net_profit',
    alive_probability: first.aliveProbability,
    value_minor: Number(first.lifetimeValueMinor),
    low_minor: Number(first.lifetimeValueLowMinor),
    horizon_months: 36,
  });
  expect((await demo.run('explain', first.id)).out).toMatch(
    /lifetime: \d+ purchases since .* Still a customer: .* While it stays, [\d.]+ purchases a month are to be expected/,
  );
  expect(String(found.customers.reduce((sum, customer) => sum + Number(customer.lifetimeValueMinor), 0))).toBe(found.total.valueMinor);

  const backTest = await demo.json<BackTest>('backtest');
  expect(backTest.months).toBe(12);
  expect(backTest.model.meanAbsoluteError).toBeLessThan(
    backTest.rivals.find(({ name }) => name === 'last_year_repeats')!.meanAbsoluteError,
  );
  expect(backTest.intervalCoverage).toBeGreaterThan(0.7);
  const { earned, model } = backTest;
  expect(model.moneyBias).toBeCloseTo(earned.expectedMinor / earned.actualMinor - 1, 4);

  const { out } = await demo.run('backtest');
  expect(out).toContain('by the model, so far');
  expect(out.split('\n')[1]).toMatch(/^net profit: expected .*, in truth .* \(-?[\d.]+%\)\.$/);
  expect(out.split('\n').filter((line) => /^20\d\d-\d\d, forecast /.test(line))).toHaveLength(12);

  const shorter = await demo.json<Printed>('lifetime', '--horizon', '12');
  expect(shorter.horizonMonths).toBe(12);
  expect(Number(shorter.total.valueMinor)).toBeLessThan(Number(found.total.valueMinor));
  expect((await demo.run('lifetime', '--horizon', 'soon')).code).toBe(2);
  const asOf = await demo.json<Worth[]>('customers', '--as-of', found.asOf);
  expect(asOf.map(({ lifetimeValueMinor }) => lifetimeValueMinor)).toEqual(listed.map(({ lifetimeValueMinor }) => lifetimeValueMinor));
});
