/** The steps of docs/adventureworks.md: 635 resellers, their profit after goods and freight, and the costs of the departments. */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { poolsOfFinance } from '../fixtures/adventureworks-pools.ts';
import { openCompany, shared, temporaryFolder } from './company.ts';

const data = join(shared, 'data/adventureworks');
const scratch = temporaryFolder();
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface Profit {
  total: { netProfitMinor: string };
  rows: { netProfitMinor: string }[];
}
interface Books {
  ok: boolean;
  total: { costMinor: string; customersMinor: string; unusedMinor: string; notAllocatedMinor: string };
}

test.skipIf(!existsSync(data))(
  'resellers after goods, freight and departments (skipped without the sample data)',
  async () => {
    await using company = await openCompany();
    const sales = join(data, 'reseller_sales.csv');
    await company.json('import', sales, '--yes');
    await company.json('import', sales, '--kind', 'direct_costs', '--yes');
    const months = ['--period', '2011-01..2013-12'];
    const before = await company.json<Profit>('profit', ...months);
    // In unrounded cents the source says −1,540,783.31 and a peak of 1,896,723.77; lines are whole cents here.
    expect(before.total.netProfitMinor).toBe('-154077496');
    expect(before.rows.filter((row) => row.netProfitMinor.startsWith('-')).length).toBe(399);
    let cumulative = 0;
    const peak = Math.max(...before.rows.map((row) => (cumulative += Number(row.netProfitMinor))));
    expect(peak).toBe(189_672_594);

    const costs = join(scratch, 'costs.csv');
    writeFileSync(costs, poolsOfFinance(data));
    await company.json('import', costs, '--kind', 'costs', '--yes');
    const after = await company.json<Profit>('profit', ...months);
    const books = await company.json<Books>('costs', 'check', ...months);
    expect(books.ok).toBe(true);
    const { costMinor, customersMinor, unusedMinor, notAllocatedMinor } = books.total;
    expect(BigInt(customersMinor) + BigInt(unusedMinor) + BigInt(notAllocatedMinor)).toBe(BigInt(costMinor));
    expect(BigInt(before.total.netProfitMinor) - BigInt(after.total.netProfitMinor)).toBe(BigInt(customersMinor));
    expect(Number(customersMinor)).toBeGreaterThan(0);
  },
  120_000,
);
