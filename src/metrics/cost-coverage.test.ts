/** How many sale lines have a known cost: a correction of a price has no goods, and is no line that lacks or has one. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type JournalRow, writeBatch } from '../../fixtures/write-journal.ts';
import { asProgram } from '../core/access/sight.ts';
import { openMetrics } from './store.ts';

const folder = mkdtempSync(join(tmpdir(), 'coverage-'));
afterAll(() => rmSync(folder, { recursive: true }));

const line = (document: string, lineNumber: number, quantity: number, costMinor: number | null): JournalRow => ({
  document,
  document_number: document,
  line_number: lineNumber,
  shipped_on: '2026-01-10',
  customer_code: 'kiosk',
  net_minor: quantity === 0 ? -500 : 1_000,
  cost_minor: costMinor,
  quantity_micro: quantity * 1e6,
  kind: quantity === 0 ? 'correction' : 'sale',
  currency: 'USD',
});

test.each<{ what: string; lines: JournalRow[]; lineCount: number; withCost: number }>([
  { what: 'corrections alone', lines: [line('C1', 1, 0, null), line('C2', 1, 0, 0)], lineCount: 0, withCost: 0 },
  { what: 'no cost, and a correction', lines: [line('S1', 1, 2, null), line('C1', 1, 0, null)], lineCount: 1, withCost: 0 },
  {
    what: 'one document of two with a cost',
    lines: [line('S1', 1, 2, 600), line('S1', 2, 1, 300), line('S2', 1, 1, null)],
    lineCount: 3,
    withCost: 2,
  },
])('$what', async ({ what, lines, lineCount, withCost }) => {
  const metrics = await openMetrics({ file: join(folder, `${what}.duckdb`), threads: 1 });
  const batch = await writeBatch({ position: 1, sourceId: 'books' }, { sale_line: lines });
  await metrics.rebuild({ batches: [batch], codes: [{ sourceId: 'books', code: 'kiosk', customerId: '1' }], currency: 'USD' });
  expect(await metrics.for(asProgram('checks')).costCoverage()).toEqual({ lines: lineCount, linesWithCost: withCost });
  metrics.close();
});
