/**
 * The same sales in several reports count once, in any order of loading and undoing; sales that only look alike
 * count separately. Reports are written as programs write them: a register, lines of goods, a flat export of two sellers, sums by month.
 */
import { asProgram } from '../src/core/access/sight.ts';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { propertyRuns } from '../fixtures/property-runs.ts';
import { loadAnswered, ofLoading, previewOf, revenueOf, undo } from './answered.ts';
import { openCompany, temporaryFolder, type TestCompany } from './company.ts';

interface Sale {
  number: number;
  date: string;
  customer: number;
  /** Net of each line, in kopecks. */
  lines: number[];
  seller: 'Север' | 'Юг';
  kind: 'sale' | 'return';
}

const customers = [
  { name: 'ООО "Гранит"', taxId: '9901000010' },
  { name: 'ООО "Лиственница"', taxId: '9901000027' },
  { name: 'АО "Бархан"', taxId: '9901000034' },
  { name: 'ООО "Вега"', taxId: '9901000041' },
];
const goods = ['Соль', 'Чай', 'Кофе', 'Сахар'];

const rub = (kopecks: number): string => (kopecks / 100).toFixed(2).replace('.', ',');
const vat = (net: number): number => Math.round(net / 5);
const day = ({ date }: Sale): string => date.split('-').toReversed().join('.');
const sum = (lines: number[]): number => lines.reduce((total, each) => total + each, 0);
const sign = ({ kind }: Sale): number => (kind === 'return' ? -1 : 1);
const padded = (number: number): string => `00УТ-${String(number).padStart(6, '0')}`;
const type = ({ kind }: Sale): string => (kind === 'return' ? 'Возврат товаров от покупателя' : 'Реализация товаров и услуг');

/** How programs write the same sales. */
const dress = {
  // One row per document, returns as positive sums, with VAT, at a time of the day.
  register: (sales: Sale[]) => [
    'Вид документа;Номер;Дата;Контрагент;ИНН;Всего;в т.ч. НДС;Валюта',
    ...sales.map((sale) =>
      [
        type(sale),
        padded(sale.number),
        `${day(sale)} 12:34:56`,
        customers[sale.customer]!.name,
        customers[sale.customer]!.taxId,
        rub(sum(sale.lines.map((net) => net + vat(net)))),
        rub(sum(sale.lines.map(vat))),
        'RUB',
      ].join(';'),
    ),
  ],
  // Lines of goods without VAT, with their cost and without legal ids.
  lines: (sales: Sale[]) => [
    'Документ продажи;Клиент;Номенклатура;Количество;Выручка без НДС;Себестоимость;Валюта',
    ...sales.flatMap((sale) =>
      sale.lines.map((net, at) =>
        [
          `${type(sale)} УТ-${sale.number} от ${day(sale)}`,
          customers[sale.customer]!.name,
          goods[at],
          String(sign(sale)),
          rub(sign(sale) * net),
          rub(sign(sale) * Math.round(net * 0.6)),
          'RUB',
        ].join(';'),
      ),
    ),
  ],
  // Lines of both sellers, with legal ids, without cost.
  flat: (sales: Sale[]) => [
    'Организация;Номер документа;Дата документа;Контрагент;ИНН;Товар;Кол-во;Сумма с НДС;Сумма НДС;Валюта',
    ...sales.flatMap((sale) =>
      sale.lines.map((net, at) =>
        [
          `ООО "${sale.seller}"`,
          `${sale.seller === 'Юг' ? 'ЮГ' : 'УТ'}${sale.number}`,
          day(sale),
          customers[sale.customer]!.name,
          customers[sale.customer]!.taxId,
          goods[at],
          String(sign(sale)),
          rub(sign(sale) * (net + vat(net))),
          rub(sign(sale) * vat(net)),
          'RUB',
        ].join(';'),
      ),
    ),
  ],
};

let company: TestCompany;
let folder: string;
const batches: string[] = [];

beforeAll(async () => {
  company = await openCompany();
  folder = temporaryFolder();
});
afterAll(async () => {
  await company[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(emptied);

async function emptied(): Promise<void> {
  for (const batch of batches.splice(0).toReversed()) await undo(company, batch);
}

function written(name: string, rows: string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${rows.join('\r\n')}\r\n`);
  return path;
}

async function load(
  name: string,
  rows: string[],
  answers: Record<string, string> = { overlap: 'replace' },
): ReturnType<typeof loadAnswered> {
  const loaded = await loadAnswered(company, written(name, rows), answers);
  batches.push(loaded.batchId);
  return loaded;
}

const revenue = async (): Promise<number> => (await revenueOf(company))['RUB'] ?? 0;
const netOf = (sales: Sale[]): number => sum(sales.map((sale) => sign(sale) * sum(sale.lines)));

const quarter: Sale[] = [
  { number: 101, date: '2026-01-14', customer: 0, lines: [100_000, 23_450], seller: 'Север', kind: 'sale' },
  { number: 102, date: '2026-01-28', customer: 1, lines: [200_010], seller: 'Север', kind: 'sale' },
  { number: 103, date: '2026-02-05', customer: 2, lines: [30_070, 40_000, 7_777], seller: 'Север', kind: 'sale' },
  { number: 104, date: '2026-02-06', customer: 2, lines: [30_070], seller: 'Север', kind: 'return' },
  { number: 105, date: '2026-03-05', customer: 0, lines: [55_500, 1_250], seller: 'Север', kind: 'sale' },
];
const ofTheSouth: Sale[] = [{ number: 101, date: '2026-02-14', customer: 1, lines: [99_900], seller: 'Юг', kind: 'sale' }];

describe('two reports of the same sales', () => {
  test.each([
    { first: 'register', second: 'lines', lines: 9 },
    { first: 'lines', second: 'register', lines: 9 },
    { first: 'register', second: 'flat', lines: 9 },
    { first: 'flat', second: 'lines', lines: 9 },
  ] as const)('$first, then $second: it is asked, and counts once, from the one with goods', async ({ first, second, lines }) => {
    await load(`${first}.csv`, dress[first](quarter));
    const loaded = await load(`${second}.csv`, dress[second](quarter));
    expect(loaded.asked).toMatchObject([{ key: 'overlap', value: 'replace', sureness: 'open' }]);
    const [asked] = loaded.asked;
    expect(asked!.evidence[0]).toEqual({
      code: 'overlap_documents',
      detail: {
        source: first,
        documents: '5',
        of: '5',
        netMinor: String(netOf(quarter)),
        currency: 'RUB',
        from: '2026-01-14',
        to: '2026-03-05',
      },
    });
    // The outcome of each answer, before anything is loaded.
    expect(asked!.options.map(({ value, outcome }) => [value, outcome?.totals, outcome?.documents])).toEqual([
      ['replace', [{ currency: 'RUB', netMinor: String(netOf(quarter)) }], 5],
      ['separate', [{ currency: 'RUB', netMinor: String(2 * netOf(quarter)) }], 10],
      ['again', [{ currency: 'RUB', netMinor: String(2 * netOf(quarter)) }], 10],
    ]);
    expect(await revenue()).toBe(netOf(quarter));
    const held = (
      await Promise.all(
        (await company.json<{ id: string }[]>('customers')).map(({ id }) =>
          company.context.metrics.for(asProgram('command line')).customer.documents(id, { offset: 0, limit: 100 }),
        ),
      )
    ).flatMap((page) => page.documents);
    expect(sum(held.map((document) => document.lines))).toBe(lines);
  });

  test('unanswered, nothing is loaded', async () => {
    await load('register.csv', dress.register(quarter));
    await expect(load('lines.csv', dress.lines(quarter), {})).rejects.toThrow('questions_open');
    expect(await revenue()).toBe(netOf(quarter));
  });

  test('at a terminal it is asked too, and answered with --answer', async () => {
    await load('register.csv', dress.register(quarter));
    const file = written('lines.csv', dress.lines(quarter));
    const asked = await company.run('import', file, '--yes');
    expect(asked.code).toBe(4);
    expect(asked.out).toContain('already tells of 5 of 5 documents');
    expect(asked.out).toContain('--answer overlap=replace');
    const { batch, questions } = await company.json<{ batch: string; questions: unknown[] }>(
      'import',
      file,
      '--yes',
      '--answer',
      'overlap=replace',
    );
    batches.push(batch);
    expect(questions).toEqual([]);
    expect(await revenue()).toBe(netOf(quarter));
  });

  test.each(['separate', 'again'])('answered with %s, both count', async (answer) => {
    await load('register.csv', dress.register(quarter));
    await load('lines.csv', dress.lines(quarter), { overlap: answer });
    expect(await revenue()).toBe(2 * netOf(quarter));
  });

  test('who said that two sources tell of the same is not asked again', async () => {
    await load('register.csv', dress.register(quarter));
    await load('lines.csv', dress.lines(quarter));
    const april: Sale[] = [
      { number: 110, date: '2026-04-02', customer: 0, lines: [70_100, 5_005], seller: 'Север', kind: 'sale' },
      { number: 111, date: '2026-04-03', customer: 1, lines: [44_440], seller: 'Север', kind: 'sale' },
    ];
    await load('register.csv', dress.register(april));
    const lines = await load('lines.csv', dress.lines(april));
    expect(lines.asked).toEqual([]);
    expect(ofLoading(lines)).toMatchObject([{ key: 'overlap', value: 'replace', sureness: 'evident', decidedBy: 'remembered' }]);
    // And the first file once more changes nothing.
    expect((await load('register.csv', dress.register(quarter))).asked).toEqual([]);
    expect(await revenue()).toBe(netOf([...quarter, ...april]));
  });

  test('a document whose sum was corrected meanwhile is the same document', async () => {
    await load('register.csv', dress.register(quarter));
    const corrected = quarter.map((sale) => (sale.number === 105 ? { ...sale, lines: [55_500, 2_000] } : sale));
    const loaded = await load('lines.csv', dress.lines(corrected));
    expect(ofLoading(loaded)[0]!.evidence).toContainEqual({ code: 'overlap_other_sum', detail: { documents: '1' } });
    expect(await revenue()).toBe(netOf(corrected));
  });
});

describe('reports whose documents do not compare', () => {
  test('sums by customer and month are recognised by their sums', async () => {
    await load('lines.csv', dress.lines(quarter));
    const months = [...Map.groupBy(quarter, ({ customer, date }) => `${customer} ${date.slice(0, 7)}`)].map(
      ([key, sales]) =>
        `${customers[Number(key[0])]!.name};${new Date(Date.UTC(Number(key.slice(2, 6)), Number(key.slice(7)), 0)).toISOString().slice(0, 10)};${rub(netOf(sales))};RUB`,
    );
    const file = ['Клиент;Дата;Выручка без НДС;Валюта', ...months];
    const loaded = await load('months.csv', file);
    expect(loaded.asked).toMatchObject([{ key: 'overlap', value: 'replace' }]);
    expect(loaded.asked[0]!.evidence.map(({ code }) => code)).toContain('overlap_by_sums');
    expect(await revenue()).toBe(netOf(quarter));
    // Each alone once the other is undone; and the answer is remembered when the file is loaded again.
    await undo(company, batches.shift()!);
    expect(await revenue()).toBe(netOf(quarter));
    expect((await load('lines.csv', dress.lines(quarter))).asked).toEqual([]);
    expect(await revenue()).toBe(netOf(quarter));
    await emptied();
    await load('months.csv', file);
    expect((await load('lines.csv', dress.lines(quarter))).asked).toMatchObject([{ key: 'overlap', value: 'replace' }]);
    expect(await revenue()).toBe(netOf(quarter));
  });

  test.each([
    {
      what: 'other numbers, days and sums',
      change: (sale: Sale) => ({ ...sale, number: sale.number + 500, lines: sale.lines.map((net) => net + 1_111) }),
    },
    {
      what: 'the same numbers and days with other sums',
      change: (sale: Sale) => ({ ...sale, lines: sale.lines.map((net) => net * 3 + 7) }),
    },
    {
      what: 'the same sums on other days under other numbers',
      change: (sale: Sale) => ({ ...sale, number: sale.number + 500, date: sale.date.replace('2026', '2025') }),
    },
  ])('nothing is asked where they have $what', async ({ change }) => {
    const others = quarter.map(change);
    await load('register.csv', dress.register(quarter));
    const loaded = await load('lines.csv', dress.lines(others), {});
    expect(ofLoading(loaded)).toEqual([]);
    expect(await revenue()).toBe(netOf(quarter) + netOf(others));
  });

  test('a fee that everybody pays under the same numbers is no overlap where legal ids differ', async () => {
    const fees = (of: number[]): Sale[] =>
      of.map((customer, at) => ({ number: at + 1, date: '2026-01-31', customer, lines: [99_000], seller: 'Север', kind: 'sale' }));
    await load('register.csv', dress.register(fees([0, 1])));
    expect(ofLoading(await previewOf(company, written('flat.csv', dress.flat(fees([2, 3])))))).toEqual([]);
    // Where one of them knows its customers by name alone it is asked; that they differ speaks against it.
    const named = await previewOf(company, written('lines.csv', dress.lines(fees([2, 3]))));
    expect(ofLoading(named)).toMatchObject([{ key: 'overlap', value: 'separate', sureness: 'open' }]);
  });

  test('payments of a bank statement and of a register are the same by customer, day and sum', async () => {
    const paid = [
      ['2026-01-20', 0, 120_000],
      ['2026-02-02', 1, 240_012],
      ['2026-03-10', 0, 68_100],
    ] as const;
    await load('payments.csv', [
      'Номер;Дата оплаты;Плательщик;ИНН;Сумма оплаты;Валюта',
      ...paid.map(
        ([date, who, minor], at) => `0000-00000${at + 1};${date};${customers[who]!.name};${customers[who]!.taxId};${rub(minor)};RUB`,
      ),
    ]);
    const second = await load('statement.csv', [
      'Дата платежа;№ п/п;Контрагент;ИНН;Поступление;Назначение платежа;Валюта',
      ...paid.map(
        ([date, who, minor], at) =>
          `${date};${900 + at};${customers[who]!.name};${customers[who]!.taxId};${rub(minor)};Оплата по счету;RUB`,
      ),
    ]);
    expect(second.asked).toMatchObject([{ key: 'overlap', value: 'replace' }]);
  });

  test('costs of a month are the same by pool and sum', async () => {
    await load('costs.csv', ['Месяц;Статья затрат;Сумма;Валюта', '01.01.2026;Доставка;1000,00;RUB', '01.01.2026;Склад;500,00;RUB']);
    const again = await previewOf(
      company,
      written('budget.csv', ['Период;Вид расходов;Затраты;Валюта', '01.01.2026;доставка;1000,00;RUB', '01.01.2026;склад;500,00;RUB']),
    );
    expect(ofLoading(again)).toMatchObject([{ key: 'overlap', value: 'replace', sureness: 'open' }]);
  });
});

// Whatever parts of the sales each report has, in whichever order they come and go: each document counts once.
const sale = fc.record({
  number: fc.integer({ min: 1, max: 40 }),
  month: fc.integer({ min: 1, max: 3 }),
  customer: fc.nat(2),
  lines: fc.array(fc.integer({ min: 1_001, max: 9_999_999 }), { minLength: 1, maxLength: 4 }),
  kind: fc.constantFrom('sale' as const, 'sale' as const, 'sale' as const, 'return' as const),
});
const sales = fc.uniqueArray(sale, { minLength: 6, maxLength: 14, selector: ({ number }) => number }).map((some) =>
  some.map(({ month, ...each }): Sale => ({
    ...each,
    date: `2026-0${month}-${String(1 + (each.number % 28)).padStart(2, '0')}`,
    seller: 'Север',
  })),
);
const history = fc.record({
  sales,
  months: fc.record({ lines: fc.subarray([1, 2, 3], { minLength: 1 }), flat: fc.subarray([1, 2, 3], { minLength: 1 }) }),
  order: fc.shuffledSubarray(['register', 'lines', 'flat'] as const, { minLength: 2 }),
  back: fc.shuffledSubarray([0, 1, 2]),
});

const runs = propertyRuns(4);

test('any parts of the sales in any order, taken back in any order', { timeout: 60_000 + runs.numRuns * 45_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(history, async ({ sales: all, months, order, back }) => {
      await emptied();
      const part = {
        register: all,
        lines: all.filter(({ date }) => months.lines.includes(Number(date.slice(5, 7)))),
        flat: [...all.filter(({ date }) => months.flat.includes(Number(date.slice(5, 7)))), ...ofTheSouth],
      };
      const loaded = order.filter((name) => part[name].length > 0);
      const told = (names: readonly (typeof order)[number][]): number => netOf([...new Set(names.flatMap((name) => part[name]))]);
      const batchOf = new Map<string, string>();
      for (const [at, name] of loaded.entries()) {
        batchOf.set(name, (await load(`${name}.csv`, dress[name](part[name]))).batchId);
        expect(await revenue()).toBe(told(loaded.slice(0, at + 1)));
      }
      const left = [...loaded];
      for (const at of back) {
        const name = loaded[at];
        if (name === undefined) continue;
        await undo(company, batchOf.get(name)!);
        batches.splice(batches.indexOf(batchOf.get(name)!), 1);
        left.splice(left.indexOf(name), 1);
        expect(await revenue()).toBe(told(left));
      }
    }),
    { seed: 20261130, ...runs, endOnFailure: true },
  );
});
