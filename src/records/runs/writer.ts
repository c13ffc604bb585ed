/** Publishes a valuation run: its scorecards replace the last one's in the same transaction that makes it the current run. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Scorecard } from '../../core/differentiate/scorecard.ts';
import type { Records } from '../database.ts';

export interface PublishedRun {
  asOf: string;
  referenceMonth: string;
  settingsVersion: string;
  journalPosition: string;
  programVersion: string;
  actor: string;
  customers: number;
  /** Puts the history file in its place and returns its name. */
  historyFile(runId: string): string;
  scorecards: Iterable<{ customerId: string; scorecard: Scorecard }>;
}

const columns = [
  'activity', 'lifecycle', 'tier', 'late', 'revenue_minor', 'gross_margin_minor', 'payments_minor', 'orders', 'units_micro', 'first_shipment_on',
  'last_shipment_on', 'days_since_last_shipment', 'revenue_year_minor', 'revenue_trend_permille', 'margin_rate_permille', 'margin_rate_trend_permille',
  'discount_rate_permille', 'discount_rate_trend_permille',
] as const satisfies readonly (keyof Scorecard)[];

/** Returns the id of the run. */
export async function publishRun(records: Records, run: PublishedRun): Promise<string> {
  const client = await records.pool.connect();
  try {
    await client.query('begin');
    await client.query('set local role clientele_member');
    await client.query("select set_config('clientele.user_id', 'system', true)");
    const { rows } = await client.query<{ id: string }>(
      `insert into valuation_run (as_of, reference_month, settings_version, journal_position, program_version, seed, customers, summary, created_by)
       values ($1, $2, $3, $4, $5, 0, $6, '{}', $7) returning id`,
      [run.asOf, run.referenceMonth, run.settingsVersion, run.journalPosition, run.programVersion, run.customers, run.actor],
    );
    const id = rows[0]!.id;
    await client.query('update valuation_run set history_file = $2 where id = $1', [id, run.historyFile(id)]);
    await client.query('insert into current_run (run_id) values ($1) on conflict (only_one) do update set run_id = excluded.run_id', [id]);
    await client.query(`insert into event (actor, verb, subject, subject_id, after) values ($1, 'published', 'valuation_run', $2, $3)`, [
      run.actor,
      id,
      JSON.stringify({ asOf: run.asOf, customers: run.customers }),
    ]);
    // The owner of the table writes: COPY is not for whom row-level security binds, and a detour would write every row twice.
    await client.query('reset role');
    await client.query('delete from scorecard');
    await copyScorecards(client, id, run.scorecards);
    await client.query('commit');
    return id;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

async function copyScorecards(client: pg.PoolClient, runId: string, scorecards: PublishedRun['scorecards']): Promise<void> {
  const stream = client.query(copyFrom(`copy scorecard (customer_id, run_id, ${columns.join(', ')}, reason) from stdin`));
  await pipeline(Readable.from(pages(runId, scorecards)), stream);
}

/** COPY's text format in pages: one write per row would be a system call each. */
function* pages(runId: string, scorecards: PublishedRun['scorecards']): Generator<string> {
  let page = '';
  for (const { customerId, scorecard } of scorecards) {
    page += `${customerId}\t${runId}`;
    for (const column of columns) page += `\t${field(scorecard[column])}`;
    page += `\t${escape(JSON.stringify(scorecard.reason))}\n`;
    if (page.length < 1 << 18) continue;
    yield page;
    page = '';
  }
  if (page !== '') yield page;
}

function field(value: string | number | boolean | null): string {
  return value === null ? '\\N' : value === true ? 't' : value === false ? 'f' : String(value);
}

function escape(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t').replaceAll('\r', '\\r');
}
