/** One set of sales in every layout gives the same facts as the plain table of them. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as layouts from '../../../fixtures/write-layouts.ts';
import type { LaidOutSale, LayoutLanguage, Page } from '../../../fixtures/write-layouts.ts';
import type { Cell, RawRow } from '../../facts/row/raw-row.ts';
import type { FileFormat } from '../recognition.ts';
import { interpret } from '../interpret/interpret.ts';
import { recognise } from '../recognise/recognise.ts';

const format: FileFormat = { container: 'delimited', encoding: 'utf-8', bom: false, delimiter: ';', quoted: true };

async function factsOf(page: Page, { by }: { by: 'day' | 'month' }): Promise<{ shape: string; facts: string[] }> {
  const width = Math.max(...page.rows.map((row) => row.length));
  const cell = (text: string | undefined): Cell => (text === undefined || text === '' ? { type: 'empty' } : { type: 'text', text });
  const rows = page.rows.map((texts, at): RawRow => ({
    number: at + 1,
    line: at + 1,
    cells: Array.from({ length: width }, (_, column) => cell(texts[column])),
    outlineLevel: 0,
    indent: page.indents?.[at] ?? 0,
  }));
  const file = {
    format,
    async *rows() {
      // Batches must not matter.
      for (let at = 0; at < rows.length; at += 7) yield rows.slice(at, at + 7);
    },
  };
  const recognition = await recognise(file);
  const facts: string[] = [];
  for await (const some of interpret(file, recognition)) {
    for (const row of some) {
      if (row.type === 'rejected') facts.push(`${row.row} rejected: ${row.reason} ${row.detail}`);
      if (row.type !== 'fact' || row.kind !== 'sales') continue;
      const { shippedOn, customer, product, netMinor, quantityMicro } = row.entry;
      facts.push(
        [by === 'day' ? shippedOn : shippedOn.slice(0, 7), customer.name, product, netMinor, quantityMicro ?? '', row.held ?? ''].join(' '),
      );
    }
  }
  return { shape: recognition.shape?.name ?? 'none', facts: facts.toSorted() };
}

const names: Record<LayoutLanguage, string[]> = {
  en: ['Granite Wholesale Ltd', 'Kiosk LLC', 'City Hospital Inc'],
  ru: ['ООО "Гранит"', 'ИП Котов', 'АО "Горбольница", филиал'],
  uk: ['ТОВ "Граніт"', 'ФОП Котенко', 'ПрАТ "Лікарня"'],
};
const people: Record<LayoutLanguage, string[]> = {
  en: ['Ann Example', 'Ann Sample', 'Bob Example'],
  ru: ['Иванов Пётр', 'Иванова Анна', 'Котов Пётр'],
  uk: ['Коваль Ігор', 'Коваль Ольга', 'Шевчук Ігор'],
};
const goods = ['Tea', 'Coffee'];

const language = fc.constantFrom<LayoutLanguage>('en', 'ru', 'uk');
const east = fc.constantFrom<'ru' | 'uk'>('ru', 'uk');

/** Documents of a year, each of one line; some of them returns. */
function sales(customers: string[], { back = true }: { back?: boolean } = {}): fc.Arbitrary<LaidOutSale[]> {
  const one = fc.record({
    customer: fc.constantFrom(...customers),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
    product: fc.constantFrom(...goods),
    quantity: fc.integer({ min: 1, max: 50 }),
    cents: fc.integer({ min: 1, max: 5_000_000 }),
    returned: fc.integer({ min: 0, max: 9 }),
  });
  return fc.array(one, { minLength: 4, maxLength: 25 }).map((rows) =>
    rows.map(({ month, day, returned, cents, quantity, ...row }, at) => {
      const sign = back && returned === 0 && at > 1 ? -1 : 1;
      return {
        ...row,
        number: at + 1,
        date: `2025-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
        cents: sign * cents,
        quantity: sign * quantity,
      };
    }),
  );
}

/** One sum of a customer, goods and month; in the order in which a report by customer has them. */
function byMonth(rows: LaidOutSale[]): LaidOutSale[] {
  const seen = new Set<string>();
  return rows.filter(({ customer, product, date }) => {
    const key = `${customer} ${product} ${date.slice(0, 7)}`;
    return !seen.has(key) && seen.add(key);
  });
}

describe('the same facts as in the plain table', () => {
  const styles = fc.constantFrom<layouts.MonthStyle>('named', 'short', 'numbers', 'iso', 'split');

  test('months across, with and without totals and quantities', () =>
    fc.assert(
      fc.asyncProperty(
        language.chain((spoken) => fc.tuple(fc.constant(spoken), sales(names[spoken]).map(byMonth))),
        styles,
        fc.boolean(),
        fc.boolean(),
        async ([spoken, rows], style, totals, counted) => {
          const page = layouts.monthsAcross(rows, spoken, { style, totals, counted });
          const [found, expected] = [await factsOf(page, { by: 'month' }), await factsOf(layouts.plain(rows, spoken), { by: 'month' })];
          expect(found.shape).toBe('months_across');
          expect(found.facts.map((fact) => (counted ? fact : withoutQuantity(fact)))).toEqual(
            expected.facts.map((fact) => (counted ? fact : withoutQuantity(fact))),
          );
        },
      ),
      { numRuns: 60 },
    ));

  const documents: [
    string,
    string,
    fc.Arbitrary<[LayoutLanguage, LaidOutSale[], Page]>,
    { gross?: boolean; products?: boolean; by?: 'month' },
  ][] = [
    [
      'months in rows',
      'months_in_rows',
      fc
        .tuple(language, styles)
        .chain(([spoken, style]) => sales(names[spoken]).map((rows) => [spoken, rows, layouts.monthsInRows(rows, spoken, { style })])),
      { by: 'month' },
    ],
    [
      'first and last name',
      'name_in_columns',
      language.chain((spoken) => sales(people[spoken]).map((rows) => [spoken, rows, layouts.nameInColumns(rows, spoken)])),
      {},
    ],
    [
      'customer and document in a cell',
      'party_with_document',
      fc
        .tuple(language, fc.boolean(), fc.constantFrom(', ', ' | ', '\n', '; '))
        .chain(([spoken, documentFirst, mark]) =>
          sales(names[spoken]).map((rows) => [spoken, rows, layouts.partyWithDocument(rows, spoken, { documentFirst, mark })]),
        ),
      {},
    ],
    [
      'a ledger',
      'ledger',
      fc.boolean().chain((numbers) => sales(names.en).map((rows) => ['en' as const, rows, layouts.ledger(rows, { numbers })])),
      { products: false },
    ],
    [
      'a card of the account',
      'account_card',
      east.chain((spoken) => sales(names[spoken]).map((rows) => [spoken, rows, layouts.accountCard(rows, spoken)])),
      { gross: true, products: false },
    ],
    [
      'a statement of reconciliation',
      'reconciliation',
      east.chain((spoken) =>
        sales([names[spoken][0]!]).map((rows) => [spoken, rows, layouts.reconciliation(rows, names[spoken][0]!, spoken)]),
      ),
      { products: false },
    ],
    [
      'a report of settlements',
      'settlements',
      sales(names.ru).map((rows) => ['ru' as const, rows, layouts.settlements(rows)]),
      { products: false },
    ],
    [
      'levels in columns',
      'staircase',
      language.chain((spoken) => sales(names[spoken]).map((rows) => [spoken, rows, layouts.staircase(rows, spoken)])),
      {},
    ],
  ];
  test.each(documents)('%s', (_, shape, pages, { gross = false, products = true, by }) =>
    fc.assert(
      fc.asyncProperty(pages, async ([spoken, rows, page]) => {
        const found = await factsOf(page, { by: by ?? 'day' });
        expect(found.shape).toBe(shape);
        expect(found.facts).toEqual((await factsOf(layouts.plain(rows, spoken, { gross, products }), { by: by ?? 'day' })).facts);
      }),
      { numRuns: 30 },
    ),
  );

  test('returns beside what was sold', () =>
    fc.assert(
      fc.asyncProperty(
        language.chain((spoken) => fc.tuple(fc.constant(spoken), sales(names[spoken]))),
        async ([spoken, rows]) => {
          const found = await factsOf(layouts.returnsBeside(rows, spoken), { by: 'day' });
          if (rows.some(({ cents }) => cents < 0)) expect(found.shape).toBe('returns_beside');
          expect(found.facts).toEqual((await factsOf(layouts.plain(rows, spoken), { by: 'day' })).facts);
        },
      ),
      { numRuns: 30 },
    ));

  test('a list in rules, with sums marked with stars', () =>
    fc.assert(
      fc.asyncProperty(sales(names.en), fc.integer({ min: 2, max: 9 }), fc.boolean(), async (rows, page, starsApart) => {
        const found = await factsOf(layouts.ruledList(rows, { page, starsApart }), { by: 'day' });
        expect(found.shape).toBe('ruled_list');
        expect(found.facts.map(withoutQuantity)).toEqual(
          (await factsOf(layouts.plain(rows, 'en'), { by: 'day' })).facts.map(withoutQuantity),
        );
      }),
      { numRuns: 30 },
    ));
});

function withoutQuantity(fact: string): string {
  return fact.replace(/ -?\d* $/, '');
}
