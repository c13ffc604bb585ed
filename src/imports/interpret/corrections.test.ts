/** Corrections of a price: how the list value and the discount of a customer change with them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openFile } from '../open-file.ts';
import { recognise } from '../recognise/recognise.ts';
import { interpret } from './interpret.ts';

const folder = mkdtempSync(join(tmpdir(), 'corrections-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** List value, discount and net amount of each line, in units. */
async function linesOf(columns: string, rows: string[]): Promise<string[]> {
  const path = join(folder, 'lines.csv');
  writeFileSync(path, [`Date;Number;Document type;Customer;Product;Quantity;${columns}`, ...rows].join('\n'));
  const file = await openFile(path);
  const lines: string[] = [];
  const units = (minor: bigint | null): string => (minor === null ? '—' : (Number(minor) / 100).toFixed(2));
  for await (const some of interpret(file, await recognise(file, { companyCurrency: 'RUB' })))
    for (const row of some)
      if (row.type === 'fact' && row.kind === 'sales')
        lines.push(`${row.entry.kind} ${units(row.entry.listMinor)} - ${units(row.entry.discountMinor)} = ${units(row.entry.netMinor)}`);
  return lines;
}

test('a price that is lowered later is a discount given, one that is raised a discount given back', async () => {
  expect(
    await linesOf('List price;Discount amount;Net amount', [
      '05.01.2026;N1;Sale;Alpha;Tea;10;10,00;0,00;100,00',
      '20.01.2026;N1;Price correction;Alpha;Tea;0;10,00;20,00;-20,00',
      '21.01.2026;N2;Price correction;Alpha;Tea;0;10,00;-5,00;5,00',
    ]),
  ).toEqual(['sale 100.00 - 0.00 = 100.00', 'correction 0.00 - 20.00 = -20.00', 'correction 0.00 - -5.00 = 5.00']);
});

test('without a column of prices the printed sign holds too, in both directions', async () => {
  expect(
    await linesOf('Discount amount;Net amount', [
      '05.01.2026;N1;Sale;Alpha;Tea;10;0,00;100,00',
      '20.01.2026;N1;Price correction;Alpha;Tea;0;20,00;-20,00',
      '21.01.2026;N2;Price correction;Alpha;Tea;0;-5,00;5,00',
    ]),
  ).toEqual(['sale 100.00 - 0.00 = 100.00', 'correction 0.00 - 20.00 = -20.00', 'correction 0.00 - -5.00 = 5.00']);
});

test('a printed list value decides the sign of a discount that is printed without one', async () => {
  expect(
    await linesOf('List value;Discount amount;Net amount', [
      '05.01.2026;N1;Sale;Alpha;Tea;10;100,00;10,00;90,00',
      // A line that was booked too high: 25 of list value and 5 of its discount go.
      '20.01.2026;N1;Price correction;Alpha;Tea;0;-25,00;5,00;-20,00',
      '21.01.2026;N2;Price correction;Alpha;Tea;0;0,00;20,00;-20,00',
    ]),
  ).toEqual(['sale 100.00 - 10.00 = 90.00', 'correction -25.00 - -5.00 = -20.00', 'correction 0.00 - 20.00 = -20.00']);
});
