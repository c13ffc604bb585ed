/**
 * Publishes a valuation run: the classes of every customer replace the last run's in the same transaction that makes it the current run. Later
 * stages fill their columns of it (stages.ts); what still holds of them stays.
 */
import { asProgram, type Sight } from '../../core/access/sight.ts';
import { sql } from 'kysely';
import type pg from 'pg';
import { type FieldName, type FieldsWith, fieldsWith, type PublishedFields } from '../../core/differentiate/fields.ts';
import type { ContractWorth } from '../../core/differentiate/lifetime-value/contracts/contract-values.ts';
import { type Field, inOnePage } from '../copy.ts';
import type { Records, Tx } from '../database.ts';
import { recordEvent } from '../events/writer.ts';
import { currentRun } from './reader.ts';
import { publishAnew, publishColumns, publishDifference } from './publish-rows.ts';
import { columnsOf, registerStage, type Stage, stages } from './stages.ts';

export interface PublishedRun {
  asOf: string;
  referenceMonth: string;
  rulesVersion: string;
  journalPosition: string;
  programVersion: string;
  actor: Sight;
  customers: number;
  /** What the scorecards hold: the classes, and the profit where it is known already. */
  published: { stage: Stage; basis: string }[];
  /** Stages of the last run that hold for this one too. */
  kept: readonly Stage[];
  /** In pages. */
  scorecards: AsyncIterable<ScorecardToPublish<ClassField>[]>;
  signal: AbortSignal;
}

/** Of all fields, or of those of the classes and the profit. */
export interface ScorecardToPublish<Published extends FieldName = FieldName> {
  customerId: string;
  scorecard: Pick<PublishedFields, Published>;
  unvalued: UnvaluedInWindow[] | null;
}

/** What of the tier window no sum contains, because its currency has no rate. */
export interface UnvaluedInWindow {
  currency: string;
  netMinor: string;
}

export type ClassField = FieldsWith<{ stage: 'classes' | 'profit' }>;
/** The profit is known with the classes, or is empty. */
const classColumns: readonly ClassField[] = [...fieldsWith({ stage: 'classes' }), ...fieldsWith({ stage: 'profit' })];

/** Returns the id of the run. */
export async function publishRun(records: Records, run: PublishedRun): Promise<string> {
  const publish = async (tx: Tx, client: pg.PoolClient): Promise<string> => {
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
    // The owner of the tables writes: COPY is not for whom row-level security binds, and a detour would write every row twice.
    await sql`reset role`.execute(tx);
    await publishScorecards(tx, client, run);
    if (!run.kept.includes('forecast')) await tx.deleteFrom('contract').execute();
    return id;
  };
  return records.change(asProgram('valuation'), publish, run.signal);
}

async function registerRun(tx: Tx, run: PublishedRun): Promise<string> {
  const { id } = await tx
    .insertInto('valuation_run')
    .values({
      as_of: run.asOf,
      reference_month: run.referenceMonth,
      rules_version: run.rulesVersion,
      journal_position: run.journalPosition,
      program_version: run.programVersion,
      seed: '0',
      customers: String(run.customers),
      summary: JSON.stringify(run.kept.includes('forecast') ? await summaryOfLast(tx) : {}),
      created_by: run.actor.id,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** The forecast's report goes with the forecast. */
async function summaryOfLast(tx: Tx): Promise<Record<string, unknown>> {
  return (await currentRun(tx))?.summary ?? {};
}

async function keepStages(tx: Tx, runId: string, kept: readonly Stage[]): Promise<void> {
  const gone = stages.filter((stage) => !kept.includes(stage));
  await tx.deleteFrom('run_stage').where('stage', 'in', gone).execute();
  await tx.updateTable('run_stage').set({ run_id: runId }).execute();
}

/** All of them are written again where nothing of the last run holds: with other facts nearly every row differs. */
async function publishScorecards(tx: Tx, client: pg.PoolClient, run: PublishedRun): Promise<void> {
  const kept = run.kept.flatMap((stage): readonly string[] => columnsOf[stage]);
  const own = classColumns.filter((column) => !kept.includes(column));
  const emptied = stages
    .flatMap((stage): readonly string[] => columnsOf[stage])
    .filter((column) => !kept.includes(column) && !(own as string[]).includes(column));
  const rows = scorecardRows(run.scorecards, own);
  if (kept.length === 0) {
    await publishAnew(tx, client, { table: 'scorecard', key: ['customer_id'], columns: ['unvalued', ...own], rows });
    return;
  }
  if (emptied.length > 0)
    await tx
      .updateTable('scorecard')
      .set(Object.fromEntries(emptied.map((column) => [column, null])))
      .execute();
  await publishColumns(tx, client, { columns: ['unvalued', ...own], rows });
}

/** The customer, what is not valued of it, then the columns. */
export async function* scorecardRows<Published extends FieldName>(
  scorecards: AsyncIterable<ScorecardToPublish<Published>[]>,
  columns: readonly Published[],
): AsyncGenerator<Field[][]> {
  for await (const page of scorecards)
    yield page.map(({ customerId, scorecard, unvalued }) => [
      customerId,
      unvalued && JSON.stringify(unvalued),
      ...columns.map((column): Field => scorecard[column]),
    ]);
}

/** Everything that was published is taken back: there is nothing to value any more. */
export async function unpublish(tx: Tx): Promise<void> {
  for (const table of ['run_stage', 'current_run', 'scorecard', 'contract'] as const) await tx.deleteFrom(table).execute();
}

/** The contracts of the forecast replace those that were published and differ. As the owner of the table. */
export async function publishContracts(
  tx: Tx,
  client: pg.PoolClient,
  contracts: Iterable<{ customerId: string; contract: ContractWorth }>,
): Promise<void> {
  await publishDifference(tx, client, {
    table: 'contract',
    key: ['customer_id', 'contract_number'],
    columns: contractColumns,
    rows: inOnePage(contractRows(contracts)),
  });
}

const contractColumns = [
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

function* contractRows(contracts: Iterable<{ customerId: string; contract: ContractWorth }>): Generator<Field[]> {
  for (const { customerId, contract: c } of contracts) {
    yield [
      customerId,
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
