/**
 * How long the list of customers takes for a manager who sees a part, beside the director's: `node bench/manager-list.ts [--customers 200000]
 * [--own 5000] [--runs 40]`. Generated records in an embedded PostgreSQL; medians and 95th percentiles of one run.
 */
import { sightOfPerson } from '../src/records/access/sight.ts';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/context/config.ts';
import { listCustomers } from '../src/records/customers/list.ts';
import { openRecords } from '../src/records/database.ts';
import { startEmbeddedPostgres } from '../src/records/postgres/embedded.ts';

const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: '200000' },
    own: { type: 'string', default: '5000' },
    runs: { type: 'string', default: '40' },
  },
});
const [customers, own, runs] = [Number(values.customers), Number(values.own), Number(values.runs)];
const folder = mkdtempSync(join(tmpdir(), 'clientele-bench-'));
chmodSync(folder, 0o711);
const server = await startEmbeddedPostgres(readConfig({}, { data: join(folder, 'data') }));
try {
  await using records = await openRecords(server.connectionString);
  await records.pool.query(`
    insert into app_user (id, role) values ('director', 'director'), ('manager', 'manager');
    insert into person (name, name_key, user_id) values ('Manager', 'manager', 'manager'), ('Others', 'others', null);
    insert into source (name, kind, heading_key) values ('books', 'sales', 'bench');
    insert into customer (name, region) select 'Customer ' || md5(n::text), 'Region ' || n % 20 from generate_series(1, ${customers}) as n;
    insert into customer_code (source_id, code, customer_id, name, name_key)
    select (select id from source limit 1), 'code:C' || c.id, c.id, c.name, lower(c.name) from customer c;
    insert into ownership (customer_id, person_id, from_date, reason)
    select c.id, case when c.id % ${Math.round(customers / own)} = 0 then 1 else 2 end, '2025-01-01', 'latest_document' from customer c;
    insert into scorecard (customer_id, run_id, activity, lifecycle, tier, late, revenue_minor, payments_minor, orders, units_micro, revenue_year_minor)
    select c.id, 1, 'stabilised', 'established', 'regular', false, (c.id * 7919) % 1000003, 0, 3, 0, (c.id * 7919) % 1000003 * 2 from customer c;
    analyze`);
  const page = { order: 'desc', sort: 'revenueYear', offset: 0, limit: 50 } as const;
  const taken = new Map<string, number[]>();
  for (let run = 0; run < runs; run++)
    for (const userId of ['director', 'manager']) {
      const began = performance.now();
      const list = await records.read(await sightOfPerson(records, userId), (tx) => listCustomers(tx, page));
      taken.set(userId, [...(taken.get(userId) ?? []), performance.now() - began]);
      if (run === 0) console.log(`${userId}: sees ${list.total}`);
    }
  for (const [userId, times] of taken) {
    const sorted = times.toSorted((a, b) => a - b);
    console.log(`${userId}: median ${sorted[Math.floor(runs / 2)]!.toFixed(0)} ms, p95 ${sorted[Math.floor(runs * 0.95)]!.toFixed(0)} ms`);
  }
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
