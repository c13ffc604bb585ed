/** The sums of a file do not depend on the order of its rows, nor on what its columns are called or where they stand. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Cell, RawRow } from '../../facts/row/raw-row.ts';
import type { FileFormat } from '../recognition.ts';
import { recognise } from '../recognise/recognise.ts';
import { interpret } from './interpret.ts';

const format: FileFormat = { container: 'delimited', encoding: 'utf-8', bom: false, delimiter: ';', quoted: true };

const cellOf = (text: string): Cell => (text === '' ? { type: 'empty' } : { type: 'text', text });

function fileOf(table: string[][]): { format: FileFormat; rows: () => AsyncGenerator<RawRow[]> } {
  const rows: RawRow[] = table.map((cells, index) => ({
    number: index + 1,
    line: index + 1,
    cells: cells.map(cellOf),
    outlineLevel: 0,
    indent: 0,
  }));
  return {
    format,
    async *rows() {
      yield rows;
    },
  };
}

async function netByCustomer(table: string[][]): Promise<Record<string, string>> {
  const file = fileOf(table);
  const sums: Record<string, bigint> = {};
  for await (const rows of interpret(file, await recognise(file, { companyCurrency: 'RUB' }))) {
    for (const row of rows)
      if (row.type === 'fact' && row.kind === 'sales')
        sums[row.entry.customer.name] = (sums[row.entry.customer.name] ?? 0n) + row.entry.netMinor;
  }
  return Object.fromEntries(
    Object.entries(sums)
      .toSorted()
      .map(([name, sum]) => [name, sum.toString()]),
  );
}

const line = fc.record({
  day: fc.integer({ min: 1, max: 28 }),
  month: fc.integer({ min: 1, max: 12 }),
  customer: fc.constantFrom('ООО "Колос"', 'ИП Кротов', 'Кафе "Уют"'),
  quantity: fc.integer({ min: 1, max: 50 }),
  kopecks: fc.integer({ min: 100, max: 10_000_000 }),
});

const comma = (kopecks: number): string => `${Math.floor(kopecks / 100)},${String(kopecks % 100).padStart(2, '0')}`;

const two = (value: number): string => String(value).padStart(2, '0');

test('shuffled rows and shuffled columns give the same sums', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 3, maxLength: 40 }), fc.infiniteStream(fc.nat()), async (lines, numbers) => {
      const columns: [heading: string, cell: (one: (typeof lines)[number], index: number) => string][] = [
        ['Дата', ({ day, month }) => `${two(day)}.${two(month)}.2026`],
        ['Номер', (_, index) => `А-${index}`],
        ['Покупатель', ({ customer }) => customer],
        ['Кол-во', ({ quantity }) => String(quantity)],
        ['Сумма', ({ kopecks }) => comma(kopecks)],
        ['в т.ч. НДС', ({ kopecks }) => comma(Math.round((kopecks * 20) / 120))],
      ];
      const next = (): number => numbers.next().value as number;
      const shuffle = <T>(items: T[]): T[] =>
        items
          .map((item) => [next(), item] as const)
          .toSorted((a, b) => a[0] - b[0])
          .map(([, item]) => item);
      const tableOf = (rows: [(typeof lines)[number], number][], shown: typeof columns): string[][] => [
        shown.map(([heading]) => heading),
        ...rows.map(([one, index]) => shown.map(([, cell]) => cell(one, index))),
      ];
      const numbered = lines.map((one, index): [(typeof lines)[number], number] => [one, index]);
      const usual = await netByCustomer(tableOf(numbered, columns));
      expect(Object.keys(usual).length).toBeGreaterThan(0);
      expect(await netByCustomer(tableOf(shuffle(numbered), columns))).toEqual(usual);
      expect(await netByCustomer(tableOf(numbered, shuffle(columns)))).toEqual(usual);
    }),
    { numRuns: 60 },
  );
});
