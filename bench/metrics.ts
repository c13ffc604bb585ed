/**
 * Metrics and valuation over a journal made of a generated CSV, `node bench/metrics.ts LINES.csv [--runs 3] [--classes OUT.csv]`:
 * rebuild from nothing, one more month on top, identities, measures, valuation, scorecards, history. Medians, in milliseconds.
 * --classes writes the classes at the last month end in the columns of other programs, for comparing.
 */
import { asProgram } from '../src/core/access/sight.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { monthOfNumber } from '../src/core/calendar.ts';
import { defaultSettings } from '../src/core/differentiate/settings.ts';
import { type Valuation, valueCustomers } from '../src/core/differentiate/value-customers.ts';
import type { RegisteredEntry } from '../src/facts/journal-files.ts';
import { type Metrics, openMetrics } from '../src/metrics/store.ts';
import type { MeasuredCustomers } from '../src/metrics/valuation-input.ts';
import { journalOfLines } from './journal-of-lines.ts';
import { medianMilliseconds } from './median.ts';

const program = asProgram('command line');

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '3' }, classes: { type: 'string' } },
});
const csv = positionals[0];
if (!csv) throw new Error('usage: metrics.ts LINES.csv [--runs 3] [--classes OUT.csv]');
const runs = Number(values.runs);
const folder = mkdtempSync(join(tmpdir(), 'bench-metrics-'));
const file = join(folder, 'metrics.duckdb');
const batches = await journalOfLines(csv, join(folder, 'journal'));
const codes = { file: await codesOf(batches) };

const open = (): Promise<Metrics> => openMetrics({ file, threads: 2 });
const say = (what: string, milliseconds: number): void => console.log(`${what.padEnd(44)} ${Math.round(milliseconds)} ms`);

say('read and sum by customer and month (Parquet)', await medianMilliseconds(runs, () => floorOfJournal(batches)));
say(
  'rebuild from nothing',
  await medianMilliseconds(runs, async () => {
    rmSync(file, { force: true });
    const metrics = await open();
    await metrics.rebuild({ batches, codes, currency: 'RUB' });
    metrics.close();
  }),
);

const metrics = await open();
const oneMonth: number[] = [];
for (let run = 0; run < runs; run++) {
  await metrics.rebuild({ batches: batches.slice(0, -1), codes, currency: 'RUB' });
  const start = performance.now();
  await metrics.rebuild({ batches, codes, currency: 'RUB' });
  oneMonth.push(performance.now() - start);
}
say('one more month on top', oneMonth.toSorted((a, b) => a - b)[Math.floor(runs / 2)]!);
say(
  'identities',
  await medianMilliseconds(runs, async () => {
    const broken = (await metrics.ofCompany(program).check()).filter((check) => !check.ok);
    if (broken.length > 0) throw new Error(JSON.stringify(broken));
  }),
);

const asOf = monthEndOf((await metrics.ofCompany(program).factDates())!.last);
let measured!: MeasuredCustomers;
say(
  'measures',
  await medianMilliseconds(runs, async () => {
    measured = await metrics.ofCompany(program).measures({ asOf, window: 'calendar' });
  }),
);
let valuation!: Valuation;
say(
  'valuation, every month end',
  await medianMilliseconds(runs, async () => {
    valuation = valueCustomers({ measures: measured.measures, settings: defaultSettings, inDevelopment: new Set() });
  }),
);
say(
  'scorecards with reasons',
  await medianMilliseconds(runs, async () => {
    for (let i = 0; i < valuation.customersCount; i++) {
      valuation.scorecard(i);
      valuation.reason(i);
    }
  }),
);
say(
  'history file',
  await medianMilliseconds(runs, async () => {
    await metrics.writeHistory({
      file: join(folder, 'history.parquet'),
      valuation,
      measures: measured.measures,
      customerIds: measured.customerIds,
    });
  }),
);
console.log(
  `customers ${valuation.customersCount}, cells ${measured.measures.cells.customer.length}, months ${valuation.history.length}, rss ${Math.round(process.memoryUsage.rss() / 1e6)} MB`,
);
if (values.classes) await writeClasses(values.classes);
metrics.close();
rmSync(folder, { recursive: true });

async function codesOf(journal: RegisteredEntry[]): Promise<string> {
  const path = join(folder, 'codes.parquet');
  await inDuckDB(`
    copy (
      select '1' as source_id, customer_code as code, row_number() over (order by customer_code) as customer_id
      from (select distinct customer_code from ${parquet(journal)})
    ) to '${path}' (format parquet)`);
  return path;
}

async function floorOfJournal(journal: RegisteredEntry[]): Promise<void> {
  await inDuckDB(`
    create temp table floor as
    select customer_code, year(shipped_on) * 12 + month(shipped_on) as month, sum(net_minor) as net, sum(cost_minor) as cost_of_goods
    from ${parquet(journal)} group by all`);
}

function parquet(journal: RegisteredEntry[]): string {
  return `read_parquet([${journal.map((batch) => `'${batch.files.sale_line}'`).join(', ')}])`;
}

async function inDuckDB(sql: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
}

function monthEndOf(date: string): string {
  const [year, month] = date.split('-').map(Number) as [number, number];
  return monthOfNumber(year * 12 + month - 1).last;
}

/** In the order of codes, as the ids were given. */
async function writeClasses(path: string): Promise<void> {
  const names = await DuckDBInstance.create(':memory:');
  const connection = await names.connect();
  const rows = (await connection.runAndReadAll(`select customer_id::integer, code from '${codes.file}'`)).getRows() as [number, string][];
  const code = new Map(rows);
  const lines = Array.from({ length: valuation.customersCount }, (_, i) => {
    const card = valuation.scorecard(i);
    const margin = card.gross_margin_minor === null ? '' : card.gross_margin_minor / 100;
    const lifecycle = card.lifecycle === 'none' ? '' : card.lifecycle;
    return `${code.get(measured.customerIds[i]!)},${card.activity},${lifecycle},${card.tier},${card.revenue_minor / 100},${margin}\n`;
  });
  writeFileSync(path, `customer,activity,lifecycle,tier,revenue,gross_margin\n${lines.join('')}`);
  connection.closeSync();
  names.closeSync();
}
