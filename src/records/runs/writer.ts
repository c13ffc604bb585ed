/** Publishes a valuation run: its scorecards and contracts replace those that differ in the same transaction that makes it the current run. */
import { sql } from 'kysely';
import type pg from 'pg';
import { fieldNames, type PublishedFields } from '../../core/differentiate/fields.ts';
import type { ContractWorth } from '../../core/differentiate/lifetime-value/contracts/contract-values.ts';
import type { LifetimeReport } from '../../core/differentiate/lifetime-value/value-lifetimes.ts';
import { type Field, inOnePage } from '../copy.ts';
import type { Records, Tx } from '../database.ts';
import { recordEvent } from '../events/writer.ts';
import { publishAnew, publishDifference, type PublishedRows } from './publish-rows.ts';
import { currentRun } from './reader.ts';

export interface PublishedRun {
  asOf: string;
  referenceMonth: string;
  rulesVersion: string;
  journalPosition: string;
  programVersion: string;
  actor: string;
  customers: number;
  /** Puts the run's files in their places and returns their names. */
  files(runId: string): { history: string; reasons: string };
  lifetime: LifetimeReport;
  /** What people had said of potentials when it was valued: its last moment. Null where nobody said anything. */
  potentialSaidUntil: string | null;
  /** In pages. */
  scorecards: AsyncIterable<ScorecardToPublish[]>;
  contracts: Iterable<{ customerId: string; contract: ContractWorth }>;
  signal: AbortSignal;
}

export interface ScorecardToPublish {
  customerId: string;
  scorecard: PublishedFields;
  unvalued: UnvaluedInWindow[] | null;
}

/** What of the tier window no sum contains, because its currency has no rate. */
export interface UnvaluedInWindow {
  currency: string;
  netMinor: string;
}

/** Returns the id of the run. */
export async function publishRun(records: Records, run: PublishedRun): Promise<string> {
  const publish = async (tx: Tx, client: pg.PoolClient): Promise<string> => {
    const last = await currentRun(tx);
    const id = await registerRun(tx, run);
    await sql`insert into current_run (run_id) values (${id}) on conflict (only_one) do update set run_id = excluded.run_id`.execute(tx);
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
    const sameFacts = last !== undefined && last.as_of === run.asOf && last.journal_position === run.journalPosition;
    for (const rows of rowsOf(run)) await (sameFacts ? publishDifference : publishAnew)(tx, client, rows);
    return id;
  };
  return records.as('system', publish, run.signal);
}

function rowsOf(run: PublishedRun): PublishedRows[] {
  return [
    { table: 'scorecard', key: ['customer_id'], columns: scorecardColumns, rows: scorecardRows(run.scorecards) },
    { table: 'contract', key: ['customer_id', 'contract_number'], columns: contractColumns, rows: inOnePage(contractRows(run.contracts)) },
  ];
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
      summary: JSON.stringify({ lifetime: run.lifetime, potentialSaidUntil: run.potentialSaidUntil }),
      created_by: run.actor,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const files = run.files(id);
  await tx.updateTable('valuation_run').set({ history_file: files.history, reasons_file: files.reasons }).where('id', '=', id).execute();
  return id;
}

/** Next to the customer. */
export const scorecardColumns = ['unvalued', ...fieldNames];

export async function* scorecardRows(scorecards: AsyncIterable<ScorecardToPublish[]>): AsyncGenerator<Field[][]> {
  for await (const page of scorecards)
    yield page.map(({ customerId, scorecard, unvalued }) => [
      customerId,
      unvalued && JSON.stringify(unvalued),
      ...fieldNames.map((name) => scorecard[name]),
    ]);
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

function* contractRows(contracts: PublishedRun['contracts']): Generator<Field[]> {
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
