/**
 * A register of two years, a report of lines of half a year and a flat export of a quarter (../shared/data/exports), in every order:
 * the company is what all of them together say, each document once. Skipped where that folder is absent.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { loadAnswered, revenueOf, undo } from './answered.ts';
import { openCompany, shared } from './company.ts';

const folder = join(shared, 'data/exports');
const register = '01_register.xlsx';
const report = '02_sales_grouped.xlsx';
const flat = '04_sales_utf8bom_tab.csv';

/** Net by currency of the documents of the truth that `of` chooses. */
function truth(name: string, of: (line: Record<string, string>) => boolean = () => true): Record<string, number> {
  const totals: Record<string, number> = {};
  const lines = parse(readFileSync(join(folder, `${name.replace(/\.\w+$/, '')}.truth.csv`)), { columns: true, bom: true }) as Record<
    string,
    string
  >[];
  for (const line of lines) {
    if (['sale', 'return', 'correction'].includes(line['kind']!) && of(line))
      totals[line['currency']!] = (totals[line['currency']!] ?? 0) + Number(line['net_amount_minor']);
  }
  return totals;
}

function together(...sums: Record<string, number>[]): Record<string, number> {
  const totals: Record<string, number> = {};
  for (const sum of sums) for (const [currency, minor] of Object.entries(sum)) totals[currency] = (totals[currency] ?? 0) + minor;
  return Object.fromEntries(Object.entries(totals).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

const orders = [
  [register, report, flat],
  [register, flat, report],
  [report, register, flat],
  [report, flat, register],
  [flat, register, report],
  [flat, report, register],
];

describe.skipIf(!existsSync(folder))('one company in three reports (../shared/data/exports)', () => {
  test.each(orders)('%s, then %s, then %s', { timeout: 120_000 }, async (...names) => {
    await using company = await openCompany();
    const batches: string[] = [];
    for (const [at, name] of names.entries()) {
      const { asked, batchId } = await loadAnswered(company, join(folder, name), { overlap: 'replace' });
      expect(asked.map(({ key, value }) => [key, value])).toEqual(at === 0 ? [] : [['overlap', 'replace']]);
      batches.push(batchId);
    }
    // The flat export has a second seller, whom the register does not know.
    const others = truth(flat, (line) => line['organization']!.startsWith('ТОВ'));
    const whole = together(truth(register), others);
    expect(await revenueOf(company)).toEqual(whole);
    // Without the first of them: what the other two say.
    await undo(company, batches[0]!);
    const left = names.slice(1);
    const without = !left.includes(register)
      ? together(
          truth(report),
          truth(flat, (line) => line['currency'] !== 'RUB'),
        )
      : together(truth(register), left.includes(flat) ? others : {});
    expect(await revenueOf(company)).toEqual(without);
  });
});
