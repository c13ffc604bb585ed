/**
 * What PostgreSQL works and writes to publish a run: `node bench/publish.ts [--customers 200000]`
 * The same scorecards published by writing all of them anew, and by what differs, where all, one in a hundred or none do. CPU is the
 * database connection's own (Linux); the write-ahead log is what a disk and a backup see of it.
 */
import { asProgram } from '../src/core/access/sight.ts';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { readConfig } from '../src/context/config.ts';
import { openContext } from '../src/context/context.ts';
import { type Field, inOnePage } from '../src/records/copy.ts';
import { publishAnew, publishDifference } from '../src/records/runs/publish-rows.ts';

const { values } = parseArgs({ options: { customers: { type: 'string', default: '200000' } } });
const customers = Number(values.customers);
const columns = [
  ...['activity', 'lifecycle', 'tier', 'late', 'difficult', 'revenue_minor', 'gross_margin_minor', 'payments_minor', 'orders'],
  ...['units_micro', 'first_shipment_on', 'last_shipment_on', 'revenue_year_minor', 'revenue_trend_permille', 'alive_probability'],
  ...['lifetime_value_minor', 'lifetime_value_low_minor', 'lifetime_value_high_minor', 'strategic_value_minor', 'strategic_tier'],
];

/** Every so-many-th customer brings more in a later version. */
function* scorecards(version: number, every: number): Generator<Field[]> {
  for (let id = 1; id <= customers; id++) {
    const revenue = id * 977 + (id % every === 0 ? version : 0);
    const classes = ['stabilised', 'established', id % 10 === 0 ? 'vip' : 'regular', false, false];
    const sums = [revenue, id * 311, id * 900, id % 40, id * 1_000_000, '2023-02-03', '2025-11-20', revenue * 3, 17];
    yield [id, ...classes, ...sums, 1 / (1 + (id % 977)), id * 500, id * 400, id * 700, id * 900, 'migrator'];
  }
}

const dataDir = mkdtempSync(join(tmpdir(), 'clientele-bench-'));
chmodSync(dataDir, 0o711);
{
  await using context = await openContext(readConfig({ CLIENTELE_LOG: 'silent' }, { data: dataDir }));
  const publish = (what: string, version: number, every: number, whole: boolean): Promise<void> =>
    context.records.change(asProgram('valuation'), async (tx, client) => {
      await sql`reset role`.execute(tx);
      const { rows: told } = await sql<{
        pid: number;
        at: string;
      }>`select pg_backend_pid() as pid, pg_current_wal_insert_lsn() as at`.execute(tx);
      const { pid, at } = told[0]!;
      const began = cpuSeconds(pid);
      const rows = { table: 'scorecard', key: ['customer_id'], columns, rows: inOnePage(scorecards(version, every)) } as const;
      await (whole ? publishAnew : publishDifference)(tx, client, rows);
      const { rows: after } = await sql<{ bytes: string }>`select pg_current_wal_insert_lsn() - ${at}::pg_lsn as bytes`.execute(tx);
      console.log(
        `${what.padEnd(40)} ${(cpuSeconds(pid) - began).toFixed(2)} s of the database's CPU, ${(Number(after[0]!.bytes) / 1e6).toFixed(1)} MB of log`,
      );
    });
  await publish('all anew, first', 0, 1, true);
  await publish('all anew, again', 1, 1, true);
  await publish('what differs: all', 2, 1, false);
  await publish('all anew, of another version', 3, 100, true);
  await publish('what differs: one in a hundred', 4, 100, false);
  await publish('what differs: nothing', 4, 100, false);
}
rmSync(dataDir, { recursive: true, force: true });

function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
