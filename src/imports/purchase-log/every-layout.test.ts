/** One log in every encoding, delimiter, layout and writing of dates and sums, as text and as a workbook, is the same customers, days and money. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { encode } from '../../../fixtures/encode-text.ts';
import { randomOf } from '../../../fixtures/seeded-random.ts';
import { temporaryFile } from '../../../fixtures/temporary-file.ts';
import { type FixtureCell, writeXlsx } from '../../../fixtures/write-xlsx.ts';
import { bgnbd } from '../../core/differentiate/lifetime-value/models/beta-geometric.ts';
import { fitGammaGamma } from '../../core/differentiate/lifetime-value/models/gamma-gamma.ts';
import { historiesOfPurchases } from '../../core/differentiate/lifetime-value/histories/histories-of-purchases.ts';
import { openFile } from '../open-file.ts';
import { readLog } from './collect.ts';
import { findColumns } from './find-columns.ts';
import { type PurchaseRows, readPurchaseLog } from './read-purchase-log.ts';

interface Purchase {
  customer: string;
  /** Days since 1970-01-01. */
  day: number;
  cents: number;
}

const random = randomOf(7);
const firstDay = Date.parse('2024-02-05') / 86_400_000;
/** Forty customers, from a kiosk that comes weekly to a hospital that came once, in the order of time. */
const purchases: Purchase[] = Array.from({ length: 40 }, (_, at) => {
  const times = 1 + Math.floor(random() * random() * 12);
  return Array.from({ length: times }, (): Purchase => ({
    customer: `Киоск ${100 + at}`,
    day: firstDay + Math.floor(random() * 400),
    cents: 150 + Math.floor(random() * 900_000),
  }));
})
  .flat()
  .toSorted((a, b) => a.day - b.day);

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const dates = {
  iso: ({ y, m, d }: Parts) => `${y}-${m}-${d}`,
  slashed: ({ y, m, d }: Parts) => `${y}/${m}/${d}`,
  compact: ({ y, m, d }: Parts) => `${y}${m}${d}`,
  points: ({ y, m, d }: Parts) => `${d}.${m}.${y}`,
  'two digits': ({ y, m, d }: Parts) => `${d}.${m}.${y.slice(2)}`,
  'day first': ({ y, m, d }: Parts) => `${d}/${m}/${y}`,
  'month first': ({ y, m, d }: Parts) => `${Number(m)}/${Number(d)}/${y}`,
  'month by name': ({ y, m, d }: Parts) => `${Number(d)}-${months[Number(m) - 1]!}-${y}`,
  'with a time': ({ y, m, d }: Parts) => `${d}.${m}.${y} 10:15:00`,
  'with a zone': ({ y, m, d }: Parts) => `${y}-${m}-${d}T10:15:00+03:00`,
} as const;
type Parts = { y: string; m: string; d: string };

const sums = {
  points: (cents: number) => (cents / 100).toFixed(2),
  commas: (cents: number) => (cents / 100).toFixed(2).replace('.', ','),
  'blanks between thousands': (cents: number) =>
    (cents / 100)
      .toFixed(2)
      .replace('.', ',')
      .replace(/\B(?=(\d{3})+,)/, ' '),
  'commas between thousands': (cents: number) => (cents / 100).toFixed(2).replace(/\B(?=(\d{3})+\.)/, ','),
} as const;

const headings = [
  ['customer', 'date', 'amount'],
  ['Customer name', 'Invoice Date', 'Total'],
  ['Клиент', 'Дата', 'Сумма'],
  ['Контрагент', 'Дата продажи', 'Сумма, руб.'],
  ['Покупець', 'Дата', 'Сума'],
  ['user', 'order_date', 'spend'],
] as const;

interface Layout {
  headings: (typeof headings)[number];
  date: keyof typeof dates;
  sum: keyof typeof sums;
  /** Order of the three columns. */
  order: readonly number[];
  container:
    | { kind: 'text'; encoding: Parameters<typeof encode>[1]; delimiter: ';' | ',' | '\t' | '|'; crlf: boolean }
    | { kind: 'workbook'; stored: boolean };
  titles: boolean;
  total: boolean;
  nobody: boolean;
  numbered: boolean;
  returns: boolean;
}

const layouts = fc.record<Layout>({
  headings: fc.constantFrom(...headings),
  date: fc.constantFrom(...(Object.keys(dates) as (keyof typeof dates)[])),
  sum: fc.constantFrom(...(Object.keys(sums) as (keyof typeof sums)[])),
  order: fc.constantFrom([0, 1, 2], [1, 0, 2], [2, 1, 0], [1, 2, 0]),
  container: fc.oneof(
    fc.record({
      kind: fc.constant('text' as const),
      encoding: fc.constantFrom(...(['utf-8', 'utf-16le', 'utf-16be', 'windows-1251', 'ibm866', 'koi8-u'] as const)),
      delimiter: fc.constantFrom(...([';', ',', '\t', '|'] as const)),
      crlf: fc.boolean(),
    }),
    fc.record({ kind: fc.constant('workbook' as const), stored: fc.boolean() }),
  ),
  titles: fc.boolean(),
  total: fc.boolean(),
  nobody: fc.boolean(),
  numbered: fc.boolean(),
  returns: fc.boolean(),
});

const back: Purchase = { customer: 'Киоск 100', day: firstDay + 401, cents: -120_000 };

function partsOf(day: number): Parts {
  const [y, m, d] = new Date(day * 86_400_000).toISOString().slice(0, 10).split('-') as [string, string, string];
  return { y, m, d };
}

function write(layout: Layout): Buffer {
  const { container } = layout;
  const stored = container.kind === 'workbook' && container.stored;
  const cells = ({ customer, day, cents }: Purchase): FixtureCell[] => [
    customer,
    stored ? { value: day + 25_569, format: 'dd.mm.yyyy' } : dates[layout.date](partsOf(day)),
    stored ? cents / 100 : sums[layout.sum](cents),
  ];
  const all = layout.returns ? [...purchases, back] : purchases;
  const body = [
    [...layout.headings],
    ...all.map(cells),
    ...(layout.nobody ? [cells({ customer: '', day: firstDay, cents: 700 })] : []),
  ].map((row, at) => [...(layout.numbered ? [at === 0 ? '№ п/п' : String(at)] : []), ...layout.order.map((column) => row[column]!)]);
  // Only the customer's own column, or the first one, says "total".
  const total = layout.total
    ? [
        body[0]!.map((_, at) =>
          at === 0
            ? 'Итого'
            : (body[0]![at] as string) === layout.headings[2]
              ? sums[layout.sum](all.reduce((sum, { cents }) => sum + cents, 0))
              : '',
        ),
      ]
    : [];
  const rows: FixtureCell[][] = [...(layout.titles ? [['Продажи за период'], ['Организация: Северный лес']] : []), ...body, ...total];
  if (container.kind === 'workbook') return writeXlsx({ sheets: [{ name: 'Продажи', rows }] });
  const quoted = (text: string): string => (text.includes(container.delimiter) ? `"${text}"` : text);
  return encode(
    rows.map((row) => row.map((cell) => quoted(cell as string)).join(container.delimiter)).join(container.crlf ? '\r\n' : '\n'),
    container.encoding,
  );
}

/** By name, so that the numbers of customers do not matter; in cents. */
function facts({ customer, day, amount }: PurchaseRows): string[] {
  const groups = new Map<number, string[]>();
  for (const [at, who] of customer.entries()) groups.set(who, [...(groups.get(who) ?? []), `${day[at]} ${Math.round(amount![at]! * 100)}`]);
  return [...groups.values()].map((group) => group.toSorted().join('; ')).toSorted();
}

const reference = (await readPurchaseLog(
  temporaryFile(
    'plain.csv',
    [
      'customer,date,amount',
      ...purchases.map(({ customer, day, cents }) => [customer, dates.iso(partsOf(day)), sums.points(cents)].join(',')),
    ].join('\n'),
  ),
)) as PurchaseRows;
const withReturn = (await readPurchaseLog(
  temporaryFile(
    'plain.csv',
    [
      'customer,date,amount',
      ...[...purchases, back].map(({ customer, day, cents }) => [customer, dates.iso(partsOf(day)), sums.points(cents)].join(',')),
    ].join('\n'),
  ),
)) as PurchaseRows;

test('every layout of a log says the same', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(layouts, async (layout) => {
      const path = temporaryFile(layout.container.kind === 'workbook' ? 'log.xlsx' : 'log.txt', write(layout));
      const found = (await readPurchaseLog(path)) as PurchaseRows;
      expect(facts(found)).toEqual(facts(layout.returns ? withReturn : reference));
      expect(found.read.columns.map(({ use }) => use)).toEqual(['customer', 'date', 'amount']);
      expect(found.read.leftOut.map(({ reason }) => reason).toSorted()).toEqual([
        ...(layout.nobody ? ['missing_customer'] : []),
        ...(layout.total ? ['total'] : []),
      ]);
    }),
    { numRuns: Number(process.env['CLIENTELE_LAYOUTS'] ?? 40), seed: 20261130 },
  );
});

test('rows that leave nothing to decide are read as the importer reads them', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(layouts, async (layout) => {
      const opened = await openFile(temporaryFile('log.bin', write(layout)));
      const sample = [];
      for await (const rows of opened.rows()) sample.push(...rows);
      const frame = { table: '', until: null, today: null };
      const [plainly, slowly] = [
        await readLog(opened, findColumns(sample, {}), frame),
        await readLog(opened, findColumns(sample, {}), { ...frame, plainly: false }),
      ];
      expect(facts(plainly)).toEqual(facts(slowly));
      expect(plainly.read).toEqual(slowly.read);
    }),
    { numRuns: Number(process.env['CLIENTELE_LAYOUTS'] ?? 40), seed: 20261201 },
  );
});

test('and so the same parameters', async () => {
  const end = { endDay: firstDay + 400, unitDays: 7 };
  const layout: Layout = {
    headings: headings[3],
    date: 'two digits',
    sum: 'blanks between thousands',
    order: [1, 0, 2],
    container: { kind: 'text', encoding: 'windows-1251', delimiter: ';', crlf: true },
    titles: true,
    total: true,
    nobody: true,
    numbered: true,
    returns: false,
  };
  const one = historiesOfPurchases(reference, end);
  const other = historiesOfPurchases((await readPurchaseLog(temporaryFile('log.csv', write(layout)))) as PurchaseRows, end);
  expect(bgnbd.fit(other.histories).params[0]! / bgnbd.fit(one.histories).params[0]!).toBeCloseTo(1, 6);
  expect(fitGammaGamma(other.spendings)!.logLikelihood).toBeCloseTo(fitGammaGamma(one.spendings)!.logLikelihood, 6);
});
