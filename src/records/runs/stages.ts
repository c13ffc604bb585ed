/**
 * The stages of the current run: classes first, then profit, forecast, potential, reasons. Each is published in one transaction with the basis
 * that it was calculated from. One that is not here is still to be calculated, and its columns are empty.
 */
import { sql } from 'kysely';
import { copyPortions, type Field } from '../copy.ts';
import type { Records, Tx } from '../database.ts';
import type { Tables } from '../tables.ts';

export type Stage = Tables['run_stage']['stage'];
export const stages = ['classes', 'profit', 'forecast', 'potential', 'reasons'] as const satisfies readonly Stage[];

export interface PublishedStage {
  basis: string;
  /** Its reasons. */
  file: string | null;
  /** What a later stage needs of it. */
  figuresFile: string | null;
  publishedAt: Date;
}

/** Empty where nothing is published. */
export async function publishedStages(tx: Tx): Promise<Map<Stage, PublishedStage>> {
  const rows = await tx
    .selectFrom('run_stage')
    .innerJoin('current_run', 'current_run.run_id', 'run_stage.run_id')
    .select(['stage', 'basis', 'file', 'figures_file', 'published_at'])
    .execute();
  return new Map(
    rows.map((row) => [row.stage, { basis: row.basis, file: row.file, figuresFile: row.figures_file, publishedAt: row.published_at }]),
  );
}

/** The columns of scorecards that a stage fills, beside those of the classes. */
export const columnsOf = {
  classes: [],
  profit: ['net_profit_minor', 'difficult'],
  forecast: ['alive_probability', 'lifetime_value_minor', 'lifetime_value_low_minor', 'lifetime_value_high_minor', 'next_shipment_on'],
  potential: ['strategic_value_minor', 'strategic_tier', 'share_of_wallet_permille'],
  reasons: [],
} as const;

export interface StageToPublish {
  stage: Exclude<Stage, 'classes'>;
  runId: string;
  basis: string;
  /** The run names the version that its latest stage went by. */
  settingsVersion: string;
  file: string | null;
  figuresFile?: string;
  /** One per customer: its id, then the stage's columns. Null where the stage fills none. */
  rows: AsyncIterable<Field[][]> | null;
  /** What else the stage publishes, in the same transaction; as the owner of the tables, for COPY. */
  also?: Parameters<Records['as']>[1];
}

/** Readers see all of the stage or what was there before. */
export async function publishStage(records: Records, { rows, also, ...published }: StageToPublish): Promise<void> {
  await records.as('system', async (tx, client) => {
    const { stage, runId } = published;
    await registerStage(tx, published);
    await noteSettings(tx, runId, published.settingsVersion);
    await sql`reset role`.execute(tx);
    if (rows !== null) {
      const columns = columnsOf[stage];
      const list = columns.join(', ');
      await sql`create temp table incoming on commit drop as select customer_id, ${sql.raw(list)} from scorecard with no data`.execute(tx);
      await copyPortions(client, `incoming (customer_id, ${list})`, rows);
      const own = sql.raw(columns.map((column) => `s.${column}`).join(', '));
      const given = sql.raw(columns.map((column) => `i.${column}`).join(', '));
      const set = sql.raw(columns.map((column) => `${column} = i.${column}`).join(', '));
      await sql`update scorecard s set ${set} from incoming i
        where s.customer_id = i.customer_id and (${own}) is distinct from (${given})`.execute(tx);
    }
    await also?.(tx, client);
  });
}

export async function registerStage(
  tx: Tx,
  {
    stage,
    runId,
    basis,
    file,
    figuresFile = null,
  }: { stage: Stage; runId: string; basis: string; file: string | null; figuresFile?: string | null },
): Promise<void> {
  const values = { run_id: runId, basis, file, figures_file: figuresFile, published_at: new Date() };
  await tx
    .insertInto('run_stage')
    .values({ stage, ...values })
    .onConflict((conflict) => conflict.column('stage').doUpdateSet(values))
    .execute();
}

/** Settings of which nothing published follows leave the run as it is, and are its version from then on. */
export async function noteSettings(tx: Tx, runId: string, version: string): Promise<void> {
  await tx
    .updateTable('valuation_run')
    .set({ settings_version: version })
    .where('id', '=', runId)
    .where('settings_version', '<>', version)
    .execute();
}
