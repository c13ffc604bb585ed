/**
 * Costs by the model over a journal made of a generated CSV, `node bench/costing.ts LINES.csv [--runs 3]`: 8 pools a month, 12 activities
 * (8 of shipments and returns, 4 of a million noted events). Prints medians of: the metrics without costs, costing on top of them from
 * nothing, another model over the same facts, one more month; and both ratios.
 */
import { asProgram } from '../src/core/access/sight.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import type { CostActivity } from '../src/core/differentiate/costing/model.ts';
import { costingOf } from '../src/flow/rules/cost-rules.ts';
import { journalColumns, type RegisteredEntry } from '../src/facts/journal-files.ts';
import { openMetrics } from '../src/metrics/store.ts';
import { journalOfLines } from './journal-of-lines.ts';

const program = asProgram('command line');

const { positionals, values } = parseArgs({ allowPositionals: true, options: { runs: { type: 'string', default: '3' } } });
const csv = positionals[0];
if (!csv) throw new Error('usage: costing.ts LINES.csv [--runs 3]');
const folder = mkdtempSync(join(tmpdir(), 'bench-costing-'));
const sales = await journalOfLines(csv, join(folder, 'journal'));
const codes = { file: join(folder, 'codes.parquet') };
const costs = await costFacts(sales);

const pools = ['Orders', 'Picking', 'Delivery', 'Sales', 'Service', 'Receivables', 'Office', 'Rent'];
const activity = (name: string, pool: string, event: string, equation: string): CostActivity => ({ name, pool, event, equation });
const activities = [
  activity('typing in', 'Orders', 'shipment', '5 + 2 * lines'),
  activity('welcoming', 'Orders', 'shipment', 'new ? 10 : 0'),
  activity('taking back', 'Orders', 'return', '15 + 5 * lines'),
  activity('picking', 'Picking', 'shipment', '3 + 1.5 * lines'),
  activity('packing', 'Picking', 'shipment', 'ceil(units / 24) * 2'),
  activity('driving', 'Delivery', 'shipment', '20 + 2 * lines'),
  activity('fetching', 'Delivery', 'return', '30'),
  activity('invoicing', 'Receivables', 'shipment', 'amount > 1000 ? 6 : 3'),
  activity('calls', 'Sales', 'call', 'max(minutes, 10 * count)'),
  activity('visits', 'Sales', 'visit', 'max(minutes, 60 * count)'),
  activity('tickets', 'Service', 'ticket', 'minutes'),
  activity('claims', 'Service', 'claim', '20 + minutes'),
];
const model = (equation: string) =>
  costingOf(
    [
      {
        from: '',
        practicalPermille: 800,
        creditPermille: 0,
        pools: pools.map((name, at) => ({ name, spread: at < 6 ? ('time' as const) : ('none' as const), capacityMinutes: null })),
        activities: activities.map((each) => (each.name === 'picking' ? { ...each, equation } : each)),
      },
    ],
    { newMonths: 3, currency: 'RUB' },
  );

const milliseconds: Record<string, number[]> = {};
for (let run = 0; run < Number(values.runs); run++) {
  const file = join(folder, `metrics-${run}.duckdb`);
  const metrics = await openMetrics({ file, threads: 2 });
  await time('metrics without costs', () => metrics.rebuild({ batches: sales, codes, currency: 'RUB' }));
  await time('facts of costs', () => metrics.rebuild({ batches: [...sales, costs], codes, currency: 'RUB' }));
  await time('costing from nothing', () => metrics.cost(model('3 + 1.5 * lines')));
  await time('another model', () => metrics.cost(model('4 + 2 * lines')));
  await metrics.rebuild({ batches: [...sales.slice(0, -1), costs], codes, currency: 'RUB' });
  await metrics.cost(model('4 + 2 * lines'));
  await metrics.rebuild({ batches: [...sales, costs], codes, currency: 'RUB' });
  await time('one more month', () => metrics.cost(model('4 + 2 * lines')));
  const broken = (await metrics.ofCompany(program).check()).filter((check) => !check.ok);
  if (broken.length > 0) throw new Error(JSON.stringify(broken));
  metrics.close();
  rmSync(file, { force: true });
}

const median = (name: string): number => milliseconds[name]!.toSorted((a, b) => a - b)[Math.floor(milliseconds[name]!.length / 2)]!;
for (const name of Object.keys(milliseconds))
  console.log(`${name.padEnd(24)} ${Math.round(median(name))} ms  (${milliseconds[name]!.map(Math.round).join(', ')})`);
const full = median('metrics without costs') + median('facts of costs') + median('costing from nothing');
console.log(`with costs / without: ${(full / median('metrics without costs')).toFixed(2)}`);
console.log(`another model / full rebuild with costs: ${(median('another model') / full).toFixed(2)}`);
rmSync(folder, { recursive: true });

async function time(name: string, work: () => Promise<unknown>): Promise<void> {
  const start = performance.now();
  await work();
  (milliseconds[name] ??= []).push(performance.now() - start);
}

/** One batch with the costs of each month and a million events over the customers of the sales. */
async function costFacts(journal: RegisteredEntry[]): Promise<RegisteredEntry> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  const lines = `read_parquet([${journal.map((batch) => `'${batch.files.sale_line}'`).join(', ')}])`;
  const files = { cost: join(folder, 'cost.parquet'), service_event: join(folder, 'event.parquet') };
  const write = (kind: 'cost' | 'service_event', select: string): Promise<unknown> =>
    connection.run(
      `copy (select ${Object.entries(journalColumns[kind])
        .map(([name, type]) => `${name}::${type} as ${name}`)
        .join(', ')} from (${select})) to '${files[kind]}' (format parquet)`,
    );
  await connection.run(`
    copy (select '1' as source_id, customer_code as code, row_number() over (order by customer_code) as customer_id from (select distinct customer_code from ${lines})) to '${codes.file}' (format parquet);
    create temp table customer as select row_number() over () - 1 as n, customer_code from (select distinct customer_code from ${lines});
    create temp table month as select distinct date_trunc('month', shipped_on)::date as month from ${lines}`);
  const customers = (await connection.runAndReadAll('select count(*) from customer')).getRows()[0]![0] as bigint;
  await write(
    'cost',
    `
    select row_number() over () as row_number, strftime(month, '%Y-%m') || ' ' || pool as document, month, pool, 1000000000 + hash(pool, month) % 1000000 as amount_minor,
      case when pool in ('Orders', 'Sales') then 60000000000000 end as paid_minutes_micro, 'RUB' as currency
    from month, (select unnest([${['Orders', 'Picking', 'Delivery', 'Sales', 'Service', 'Receivables', 'Office', 'Rent'].map((pool) => `'${pool}'`).join(', ')}]) as pool)`,
  );
  await write(
    'service_event',
    `
    select i as row_number, 'E' || i as document, (select min(month) from month) + (hash(i) % 1090)::integer as happened_on, customer_code,
      ['call', 'visit', 'ticket', 'claim'][(1 + hash(i, 1) % 4)::integer] as event, 1 as count, (5 + hash(i, 2) % 60) * 1000000 as minutes_micro, '' as person, '' as document_number
    from (select i, (hash(i, 3) % ${customers})::bigint as n from range(1000000) as events(i)) join customer using (n)`,
  );
  connection.closeSync();
  instance.closeSync();
  return { id: 'costs', position: 1_000_000, sourceId: '1', files };
}
