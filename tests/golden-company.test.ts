/**
 * The demo company's published figures, reasons and histories, to the last digit: a change of shape or speed must not move one of them.
 * To change a figure on purpose, write both versions out (CLIENTELE_GOLDEN=FOLDER), compare them, and give the reason in the commit.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillWithDemo } from '../src/flow/keep/fill-with-demo.ts';
import { openCompany, type TestCompany } from './company.ts';

let company: TestCompany;

beforeAll(async () => {
  company = await openCompany();
  await fillWithDemo(
    company.context,
    { customers: 150, seed: 11, lastMonth: '2026-05', language: 'en' },
    { signal: new AbortController().signal, report: () => {} },
  );
});
afterAll(() => company[Symbol.asyncDispose]());

const asked: Record<string, () => Promise<unknown>> = {
  customers: () => company.json('customers'),
  'customers a year before': () => company.json('customers', '--as-of', '2025-05-31'),
  lifetime: () => company.json('lifetime'),
  'back-test': () => company.json('backtest'),
  receivables: () => company.json('receivables'),
  'profit by customer': () => company.json('profit', '--by', 'customer'),
  'profit by manager': () => company.json('profit', '--by', 'manager'),
  'profit by product line': () => company.json('profit', '--by', 'product_line'),
  'costs against the books': () => company.json('costs', 'check'),
  'every customer explained': async () => {
    const customers = await company.json<{ codes: string[] }[]>('customers');
    const explained: unknown[] = [];
    for (const { codes } of customers) explained.push(await company.json('explain', codes[0]!));
    return explained;
  },
};

test.each(Object.keys(asked))('%s: as before', async (section) => {
  const found = JSON.stringify(await asked[section]!(), null, 1);
  expect(found.length).toBeGreaterThan(200);
  const folder = process.env['CLIENTELE_GOLDEN'];
  if (folder !== undefined) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${section.replaceAll(' ', '-')}.json`), found);
  }
  expect({ section, characters: found.length, sha256: createHash('sha256').update(found).digest('hex') }).toMatchSnapshot();
});
