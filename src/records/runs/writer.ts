/**
 * Publishes a valuation run: the classes of everybody replace the last run's in the same transaction that makes it the current run. Later
 * stages fill their columns of it (stages.ts); what still holds of them stays.
 */
import { sql } from 'kysely';
import type pg from 'pg';
import type { ContractWorth } from '../../core/differentiate/lifetime-value/contracts/contract-values.ts';
import type { Scorecard } from '../../core/differentiate/scorecard.ts';
import { copyPortions, copyRows, type Field } from '../copy.ts';
import type { Records, Tx } from '../database.ts';
import { recordEvent } from '../events/writer.ts';
import { columnsOf, registerStage, type Stage, stages } from './stages.ts';

export interface PublishedRun {
  asOf: string;
  referenceMonth: string;
  settingsVersion: string;
  journalPosition: string;
  programVersion: string;
  actor: string;
  customers: number;
  /** Puts the run's history in its place and returns its name. */
  historyFile(runId: string): string;
  /** What the scorecards hold: the classes, and the profit where it is known already. */
  published: { stage: Stage; basis: string }[];
  /** Stages of the last run that hold for this one too. */
  kept: readonly Stage[];
  scorecards: AsyncIterable<ScorecardOfClasses[]>;
}

export interface ScorecardOfClasses {
  customerId: string;
  scorecard: Scorecard;
  unvalued: UnvaluedInWindow[] | null;
}

/** What of the tier window no sum contains, because its currency has no rate. */
export interface UnvaluedInWindow {
  currency: string;
  netMinor: string;
}

const classColumns = [
  'activity',
  'lifecycle',
  'tier',
  'late',
  'difficult',
  'revenue_minor',
  'gross_margin_minor',
  'net_profit_minor',
  'payments_minor',
  'orders',
  'units_micro',
  'first_shipment_on',
  'last_shipment_on',
  'days_since_last_shipment',
  'revenue_year_minor',
  'revenue_trend_permille',
  'margin_rate_permille',
  'margin_rate_trend_permille',
  'discount_rate_permille',
  'discount_rate_trend_permille',
] as const satisfies readonly (keyof Scorecard)[];

/** Returns the id of the run. */
export async function publishRun(records: Records, run: PublishedRun): Promise<string> {
  return records.as('system', async (tx, client) => {
    const id = await registerRun(tx, run);
    await sql`insert into current_run (run_id) values (${id}) on conflict (only_one) do update set run_id = excluded.run_id`.execute(tx);
    await keepStages(tx, id, run.kept);
    for (const { stage, basis } of run.published) await registerStage(tx, { stage, runId: id, basis, file: null });
    await recordEvent(tx, {
      actor: run.actor,
      verb: 'published',
      subject: 'valuation_run',
      subjectId: id,
      before: null,
      after: { asOf: run.asOf, customers: run.customers },
    });
    // The owner of the table writes: COPY is not for whom row-level security binds, and a detour would write every row twice.
    await sql`reset role`.execute(tx);
    await replaceScorecards(tx, client, id, run);
    await sql.raw(run.kept.includes('forecast') ? `update contract set run_id = ${id}` : 'delete from contract').execute(tx);
    return id;
  });
}

async function registerRun(tx: Tx, run: PublishedRun): Promise<string> {
  const last = run.kept.includes('forecast')
    ? await tx.selectFrom('current_run').innerJoin('valuation_run', 'valuation_run.id', 'run_id').select('summary').executeTakeFirst()
    : undefined;
  const { id } = await tx
    .insertInto('valuation_run')
    .values({
      as_of: run.asOf,
      reference_month: run.referenceMonth,
      settings_version: run.settingsVersion,
      journal_position: run.journalPosition,
      program_version: run.programVersion,
      seed: '0',
      customers: String(run.customers),
      summary: JSON.stringify(last?.summary ?? {}),
      created_by: run.actor,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx
    .updateTable('valuation_run')
    .set({ history_file: run.historyFile(id) })
    .where('id', '=', id)
    .execute();
  return id;
}

async function keepStages(tx: Tx, runId: string, kept: readonly Stage[]): Promise<void> {
  const gone = stages.filter((stage) => !kept.includes(stage));
  await tx.deleteFrom('run_stage').where('stage', 'in', gone).execute();
  await tx.updateTable('run_stage').set({ run_id: runId }).execute();
}

/** Whole where nothing of the last run holds; else what holds stays in its columns. */
async function replaceScorecards(tx: Tx, client: pg.PoolClient, runId: string, run: PublishedRun): Promise<void> {
  const kept = run.kept.flatMap((stage): readonly string[] => columnsOf[stage]);
  const own = ['customer_id', 'run_id', 'unvalued', ...classColumns.filter((column) => !kept.includes(column))];
  if (kept.length === 0) {
    await sql`delete from scorecard`.execute(tx);
    await copyPortions(client, `scorecard (${own.join(', ')})`, rowsOf(runId, run.scorecards, own));
    return;
  }
  const list = own.join(', ');
  await sql`create temp table incoming on commit drop as select ${sql.raw(list)} from scorecard with no data`.execute(tx);
  await copyPortions(client, `incoming (${list})`, rowsOf(runId, run.scorecards, own));
  const emptied = stages
    .flatMap((stage): readonly string[] => (run.kept.includes(stage) ? [] : columnsOf[stage]))
    .filter((column) => !own.includes(column));
  const set = [...own.slice(1).map((column) => `${column} = excluded.${column}`), ...emptied.map((column) => `${column} = null`)];
  await sql`delete from scorecard where customer_id not in (select customer_id from incoming)`.execute(tx);
  await sql`insert into scorecard (${sql.raw(list)}) select ${sql.raw(list)} from incoming
    on conflict (customer_id) do update set ${sql.raw(set.join(', '))}`.execute(tx);
}

async function* rowsOf(runId: string, scorecards: PublishedRun['scorecards'], columns: readonly string[]): AsyncGenerator<Field[][]> {
  for await (const page of scorecards)
    yield page.map(({ customerId, scorecard, unvalued }) => {
      const row: Record<string, Field> = {
        ...scorecard,
        customer_id: customerId,
        run_id: runId,
        unvalued: unvalued && JSON.stringify(unvalued),
      };
      return columns.map((column) => row[column]!);
    });
}

/** Everything that was published is taken back: there is nothing to value any more. */
export async function unpublish(tx: Tx): Promise<void> {
  for (const table of ['run_stage', 'current_run', 'scorecard', 'contract'] as const) await tx.deleteFrom(table).execute();
}

/** The contracts of the forecast replace those that were published. As the owner of the table. */
export async function publishContracts(
  tx: Tx,
  client: pg.PoolClient,
  { runId, contracts }: { runId: string; contracts: Iterable<{ customerId: string; contract: ContractWorth }> },
): Promise<void> {
  await sql`delete from contract`.execute(tx);
  await copyRows(client, `contract (customer_id, run_id, ${contractColumns.join(', ')})`, contractRows(runId, contracts));
}

const contractColumns = [
  'contract_number',
  'term_from',
  'term_until',
  'renewals',
  'renews_on',
  'renewal_chance',
  'lost_on',
  'amount_minor',
  'term_profit_minor',
  'value_minor',
  'value_low_minor',
  'value_high_minor',
];

function* contractRows(runId: string, contracts: Iterable<{ customerId: string; contract: ContractWorth }>): Generator<Field[]> {
  for (const { customerId, contract: c } of contracts) {
    yield [
      customerId,
      runId,
      c.contractNumber,
      c.termFrom,
      c.termUntil,
      c.renewals,
      c.renewsOn,
      c.renewalChance,
      c.lostOn,
      c.amountMinor,
      c.termProfitMinor,
      c.valueMinor,
      c.lowMinor,
      c.highMinor,
    ];
  }
}
