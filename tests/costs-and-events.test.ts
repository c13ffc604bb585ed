/**
 * Costs by month, direct costs and events from file to journal: the demo company's files in three languages to the last kopeck
 * and minute, what a second, a corrected and a shorter file change, undoing, and that neither owners nor the as-of date move.
 */
import { asProgram } from '../src/core/access/sight.ts';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CostPool, EventKind } from '../fixtures/demo-company/languages/language.ts';
import { languageOf } from '../fixtures/demo-company/languages/language.ts';
import { cellsOf } from '../fixtures/demo-company/generated-company.ts';
import type { Truth } from '../fixtures/demo-company/truth.ts';
import { writeDemoCompany } from '../fixtures/demo-company/write-company.ts';
import { fillWithDemo } from '../src/flow/keep/fill-with-demo.ts';
import { journalColumns, type JournalKind } from '../src/facts/journal-files.ts';
import { openCompany, shared, temporaryFolder, type TestCompany } from './company.ts';

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Imported {
  kind: string;
  batch: string;
  lines: number;
  documents: number;
  customers: number;
  totals: unknown[];
  changes: Record<string, number>;
  rejected: { row: number; reason: string }[];
  held: unknown[];
  firstDate: string;
  lastDate: string;
  missing: { documents: number };
}

async function load(company: TestCompany, name: string, lines: string[], options: string[] = []): Promise<Imported> {
  const file = join(folder, `${name}.csv`);
  writeFileSync(file, `${lines.join('\r\n')}\r\n`);
  return company.json<Imported>('import', file, '--yes', ...options);
}

/** What the journal's file of a batch holds, by its columns. */
async function journal(company: TestCompany, kind: JournalKind, batch: string): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  const select = Object.keys(journalColumns[kind])
    .map((column) => `${column}::varchar as ${column}`)
    .join(', ');
  const found = await connection.runAndReadAll(
    `select ${select} from read_parquet('${join(company.dataDir, 'journal', kind, `${batch}.parquet`)}') order by ${kind === 'withdrawal' ? 'document' : 'row_number::integer'}`,
  );
  connection.disconnectSync();
  instance.closeSync();
  return found.getRowObjectsJS();
}

const holds = async (company: TestCompany): Promise<boolean> => (await company.json<{ ok: boolean }>('check')).ok;
const committed = (company: TestCompany) =>
  company.context.records.change(asProgram('command line'), (tx) =>
    tx.selectFrom('entry').select(['id', 'kind', 'lines', 'documents', 'totals']).where('undone_at', 'is', null).orderBy('id').execute(),
  );
const owners = async (company: TestCompany): Promise<unknown> =>
  company.context.records.change(asProgram('command line'), (tx) =>
    tx
      .selectFrom('ownership')
      .select(['customer_id', 'person_id', 'from_date', 'to_date'])
      .orderBy('customer_id')
      .orderBy('from_date')
      .execute(),
  );

describe.each(['ru', 'uk', 'en'] as const)('the demo company in %s', (code) => {
  let company: TestCompany;
  const options = { customers: 40, seed: 5, months: 18, lastMonth: '2026-06', language: code };
  const language = languageOf(code);
  const place = join(folder, code);
  let truth: Truth;
  let printed: { costs: string[][]; events: string[][] };

  beforeAll(async () => {
    const files = await writeDemoCompany(place, options);
    truth = JSON.parse(readFileSync(files.truthFile, 'utf8')) as Truth;
    printed = { costs: cellsOf(readFileSync(files.costsFile, 'utf8')), events: cellsOf(readFileSync(files.eventsFile, 'utf8')) };
    company = await openCompany();
    await fillWithDemo(company.context, options, { signal: new AbortController().signal, report: () => {} });
  });
  afterAll(() => company[Symbol.asyncDispose]());

  test('sales, payments, costs and events are all loaded, each for what it is, without a row left out', async () => {
    expect((await committed(company)).map(({ kind, lines }) => [kind, Number(lines)])).toEqual([
      ['sales', truth.totals.salesRows],
      ['payments', truth.totals.paymentRows],
      ['costs', printed.costs.length],
      ['events', truth.totals.eventRows],
    ]);
    expect(await holds(company)).toBe(true);
  });

  test('the journal has the costs of every month and pool, and the minutes paid for', async () => {
    const batch = (await committed(company)).find(({ kind }) => kind === 'costs')!;
    const pools = Object.values(language.pools satisfies Record<CostPool, string>);
    const rows = await journal(company, 'cost', batch.id);
    expect(
      rows.map(({ month, pool, amount_minor, paid_minutes_micro, currency }) => [month, pool, amount_minor, paid_minutes_micro, currency]),
    ).toEqual(
      printed.costs.map(([month, pool, amount, , minutes, currency]) => [
        `${month!.slice(3)}-${month!.slice(0, 2)}-01`,
        pool,
        amount!.replace(',', ''),
        String(BigInt(minutes!) * 1_000_000n),
        currency,
      ]),
    );
    expect(new Set(rows.map(({ pool }) => pool))).toEqual(new Set(pools));
    expect(batch.totals).toEqual([
      {
        currency: language.currency,
        netMinor: String(printed.costs.reduce((sum, [, , amount]) => sum + BigInt(amount!.replace(',', '')), 0n)),
      },
    ]);
    expect(Number(batch.documents)).toBe(printed.costs.length);
  });

  test('the journal has every event in one language, of the customers of the sales, with the minutes of the truth', async () => {
    const batch = (await committed(company)).find(({ kind }) => kind === 'events')!;
    const word = new Map((Object.entries(language.events) as [EventKind, string][]).map(([kind, words]) => [words, kind]));
    const rows = await journal(company, 'service_event', batch.id);
    expect(
      rows.map(({ happened_on, customer_code, event, count, minutes_micro, person, document_number }) => [
        happened_on,
        customer_code,
        event,
        count,
        minutes_micro,
        person,
        document_number,
      ]),
    ).toEqual(
      printed.events.map(([day, event, customer, , person, minutes, document]) => [
        day!.split('.').toReversed().join('-'),
        `code:${customer}`,
        word.get(event!),
        '1',
        String(BigInt(minutes!) * 1_000_000n),
        person,
        document,
      ]),
    );
    expect(batch.totals).toEqual([]);
    const minutes = Map.groupBy(rows, (row) => row['customer_code'] as string);
    for (const customer of truth.customers) {
      const found = (minutes.get(`code:${customer.code}`) ?? []).reduce((sum, row) => sum + Number(row['minutes_micro']) / 1e6, 0);
      expect([customer.code, found]).toEqual([customer.code, customer.serviceMinutes]);
    }
    const known = await company.context.records.change(asProgram('command line'), (tx) =>
      tx
        .selectFrom('customer')
        .select((eb) => eb.fn.countAll<string>().as('n'))
        .executeTakeFirstOrThrow(),
    );
    expect(Number(known.n)).toBe(truth.customers.filter(({ orders, serviceMinutes }) => orders > 0 || serviceMinutes > 0).length);
  });
});

describe('loading again, correcting, replacing and undoing', () => {
  let company: TestCompany;
  beforeAll(async () => {
    company = await openCompany();
    await load(company, 'sales', [
      'Document No;Date;Customer code;Customer;Quantity;Amount without VAT;Cost;Currency;Manager',
      'S-1;2026-05-15;G1;Granite Wholesale;1;1000.00;600.00;RUB;Orlova',
      'S-2;2026-05-20;H1;City Hospital;1;500.00;300.00;RUB;Bondar',
    ]);
  });
  afterAll(() => company[Symbol.asyncDispose]());

  const costs = [
    'Month;Cost pool;Amount;Paid minutes',
    '2026-04;Delivery;1000.00;9600',
    '2026-05;Delivery;1100.00;9600',
    '2026-05;Delivery;50.00;',
    '2026-05;Office;700.00;',
  ];
  const direct = [
    'Date;Customer code;Customer;Cost type;Amount',
    '2026-05-15;G1;Granite Wholesale;Freight;40.00',
    '2026-05-16;G1;Granite Wholesale;Penalty;10.00',
  ];
  const events = [
    'Date;Event type;Customer code;Customer;Person;Minutes;Document',
    '2026-05-15;Call;G1;Granite Wholesale;Ann;5;',
    '2026-05-16;Visit;H1;City Hospital;Bob;60;',
    '2026-07-01;Order handling;H1;City Hospital;Bob;10;S-2',
  ];
  const files = { costs, direct_costs: direct, events };

  test.each([
    [
      'costs',
      {
        lines: 4,
        documents: 3,
        customers: 0,
        totals: [{ currency: 'RUB', netMinor: '285000' }],
        firstDate: '2026-04-01',
        lastDate: '2026-05-01',
      },
    ],
    [
      'direct_costs',
      {
        lines: 2,
        documents: 2,
        customers: 1,
        totals: [{ currency: 'RUB', netMinor: '5000' }],
        firstDate: '2026-05-15',
        lastDate: '2026-05-16',
      },
    ],
    ['events', { lines: 3, documents: 3, customers: 2, totals: [], firstDate: '2026-05-15', lastDate: '2026-07-01' }],
  ] as const)('%s are recognised and counted, and join the customers of the sales', async (kind, counted) => {
    const before = await owners(company);
    expect(await load(company, kind, files[kind])).toMatchObject({
      kind,
      ...counted,
      rejected: [],
      held: [],
      changes: { new: counted.documents, changed: 0, unchanged: 0 },
    });
    expect((await company.json<unknown[]>('customers')).length).toBe(2);
    expect(await owners(company)).toEqual(before);
    expect(await holds(company)).toBe(true);
  });

  test('only sales and payments say as of when customers are valued', async () => {
    const [run] = await company.context.records.change(asProgram('command line'), (tx) =>
      tx.selectFrom('valuation_run').select('as_of').orderBy('id', 'desc').limit(1).execute(),
    );
    expect(run!.as_of).toBe('2026-05-20');
  });

  test.each(['costs', 'direct_costs', 'events'] as const)('the same file of %s again changes nothing', async (kind) => {
    const { changes, missing } = await load(company, kind, files[kind]);
    expect({ changes, missing: missing.documents }).toMatchObject({
      changes: { new: 0, changed: 0, conflict: 0, withdrawn: 0 },
      missing: 0,
    });
  });

  test.each([
    ['costs', [costs[0]!, '2026-05;Office;750.00;']],
    ['direct_costs', [direct[0]!, '2026-05-16;G1;Granite Wholesale;Penalty;12.00']],
    ['events', [events[0]!, '2026-05-16;Visit;H1;City Hospital;Bob;90;']],
  ] as const)('a later file of %s replaces what it says again, and undoing it brings the former back', async (kind, lines) => {
    const corrected = await load(company, kind, [...lines]);
    expect(corrected.changes).toMatchObject({ new: 0, changed: 1 });
    await company.json('undo', corrected.batch);
    expect((await load(company, kind, files[kind])).changes).toMatchObject({ new: 0, changed: 0 });
    expect(await holds(company)).toBe(true);
  });

  test.each([
    ['costs', [costs[0]!, '2026-04;Delivery;1000.00;9600', '2026-05;Delivery;1150.00;9600'], 'cost', 1],
    [
      'direct_costs',
      [direct[0]!, '2026-05-15;G1;Granite Wholesale;Freight;41.00', '2026-05-16;G1;Granite Wholesale;Penalty;10.00;']
        .slice(0, 2)
        .concat('2026-05-16;G1;Granite Wholesale;Returns desk;1.00'),
      'direct_cost',
      1,
    ],
    [
      'events',
      [events[0]!, '2026-05-15;Call;G1;Granite Wholesale;Ann;5;', '2026-07-01;Order handling;H1;City Hospital;Bob;10;S-2'],
      'service_event',
      1,
    ],
  ] as const)('what a shorter file of %s lacks stays, until it replaces the period', async (kind, lines, fact, lacking) => {
    const shorter = await load(company, kind, [...lines]);
    expect(shorter.missing.documents).toBe(lacking);
    const replaced = await load(company, kind, [...lines], ['--replace-period']);
    expect(replaced.missing.documents).toBe(lacking);
    expect(await journal(company, 'withdrawal', replaced.batch)).toMatchObject([{ fact, reason: 'period_replaced' }]);
    expect((await load(company, kind, [...lines])).missing.documents).toBe(0);
    expect(await holds(company)).toBe(true);
    await company.json('undo', replaced.batch);
    await company.json('undo', shorter.batch);
    expect(await holds(company)).toBe(true);
  });

  test('an exact double is held until somebody counts it, and then both count', async () => {
    const twice = [events[0]!, '2026-08-01;Call;G1;Granite Wholesale;Ann;5;', '2026-08-01;Call;G1;Granite Wholesale;Ann;5;'];
    const once = await load(company, 'events', twice);
    expect(once).toMatchObject({ lines: 1, held: [{ row: 3, reason: 'exact_duplicate' }] });
    expect(await load(company, 'events', twice, ['--accept-held'])).toMatchObject({ lines: 2, documents: 1, held: [] });
  });

  test('a customer that only events know is a customer without an owner, and goes with them', async () => {
    const before = await owners(company);
    const { batch } = await load(company, 'events', [events[0]!, '2026-09-01;Call;N1;Nobody Ltd;Ann;5;']);
    expect(await owners(company)).toEqual(before);
    const customers = (): Promise<string[]> =>
      company.context.records
        .change(asProgram('command line'), (tx) => tx.selectFrom('customer').select('name').orderBy('id').execute())
        .then((rows) => rows.map(({ name }) => name));
    expect(await customers()).toEqual(['Granite Wholesale', 'City Hospital', 'Nobody Ltd']);
    expect(await holds(company)).toBe(true);
    await company.json('undo', batch);
    expect(await customers()).toEqual(['Granite Wholesale', 'City Hospital']);
    expect(await holds(company)).toBe(true);
  });
});

test('costs and events alone are kept, and value nobody', async () => {
  await using company = await openCompany();
  await load(company, 'costs', ['Month;Cost pool;Amount', '2026-04;Delivery;1000.00', '2026-05;Delivery;1000.00']);
  await load(company, 'events', ['Date;Event type;Customer', '2026-05-15;Call;Granite Wholesale', '2026-05-16;Call;Granite Wholesale']);
  expect(await company.json<unknown[]>('customers')).toEqual([]);
  expect(await holds(company)).toBe(true);
});

const northwind = join(shared, 'data/northwind');
test.skipIf(!existsSync(northwind))('freight by order, to the last cent, joins the customers of the same source', async () => {
  await using company = await openCompany();
  await company.json('import', join(northwind, 'sales.csv'), '--source', 'northwind', '--accept-held', '--yes');
  const known = (): Promise<number> =>
    company.context.records
      .change(asProgram('command line'), (tx) => tx.selectFrom('customer').select('id').execute())
      .then((rows) => rows.length);
  const before = await known();
  const rows = readFileSync(join(northwind, 'freight.csv'), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((row) => row.split(','));
  // Orders that are not shipped yet have no day.
  const shipped = rows.filter(([, , day]) => day !== '');
  const cents = shipped.reduce((sum, [, , , freight]) => sum + Math.round(Number(freight) * 100), 0);
  const found = await company.json<Imported>('import', join(northwind, 'freight.csv'), '--source', 'northwind', '--yes');
  expect(found).toMatchObject({ kind: 'direct_costs', lines: shipped.length, documents: shipped.length, held: [] });
  expect(found.rejected.map(({ reason }) => reason)).toEqual(rows.slice(shipped.length).map(() => 'missing_date'));
  expect((found.totals as { netMinor: string }[]).map(({ netMinor }) => Number(netMinor))).toEqual([cents]);
  expect(await known()).toBe(before);
});
