/**
 * The stages of the current run: classes first, then profit, history, forecast, potential, reasons. Each is published in one transaction with the basis
 * that it was calculated from. One that is not here is still to be calculated, and its columns are empty.
 */
import { asProgram } from '../../core/access/sight.ts';
import { sql } from 'kysely';
import type pg from 'pg';
import { fieldsWith } from '../../core/differentiate/fields.ts';
import type { ReadTx, Records, Tx } from '../database.ts';
import type { Tables } from '../tables.ts';
import { publishColumns, type PublishedRows } from './publish-rows.ts';

export type Stage = Tables['run_stage']['stage'];
export const stages = ['classes', 'profit', 'history', 'forecast', 'potential', 'reasons'] as const satisfies readonly Stage[];

export interface PublishedStage {
  basis: string;
  /** Its reasons. */
  file: string | null;
  /** What a later stage needs of it. */
  figuresFile: string | null;
  publishedAt: Date;
}

/** Empty where nothing is published. */
export async function publishedStages(tx: ReadTx): Promise<Map<Stage, PublishedStage>> {
  const rows = await tx
    .selectFrom('run_stage')
    .innerJoin('current_run', 'current_run.run_id', 'run_stage.run_id')
    .select(['stage', 'basis', 'file', 'figures_file', 'published_at'])
    .execute();
  return new Map(
    rows.map((row) => [row.stage, { basis: row.basis, file: row.file, figuresFile: row.figures_file, publishedAt: row.published_at }]),
  );
}

/** The columns of scorecards that a stage fills, next to those of the classes. */
export const columnsOf = {
  classes: [],
  profit: fieldsWith({ stage: 'profit' }),
  history: [],
  forecast: fieldsWith({ stage: 'forecast' }),
  potential: fieldsWith({ stage: 'potential' }),
  reasons: [],
} as const;

export interface StageToPublish {
  /** Those that are published together. */
  stages: readonly ({ stage: Exclude<Stage, 'classes'> } & StageBasis)[];
  runId: string;
  /** The run names the version that its latest stage went by. */
  rulesVersion: string;
  /** One row per customer: its id, then the columns. Null where the stages fill none. */
  rows: Pick<PublishedRows, 'columns' | 'rows'> | null;
  /** What else is published, in the same transaction; as the owner of the tables, for COPY. */
  also?: Parameters<Records['change']>[1];
  signal: AbortSignal;
}

interface StageBasis {
  basis: string;
  /** Its reasons. */
  file: string | null;
  /** What a later stage needs of it. */
  figuresFile?: string;
}

/** Readers see all of the stages or what was there before. */
export async function publishStage(records: Records, { stages: published, rows, also, signal, ...of }: StageToPublish): Promise<void> {
  const publish = async (tx: Tx, client: pg.PoolClient): Promise<void> => {
    for (const stage of published) await registerStage(tx, { runId: of.runId, ...stage });
    await noteRules(tx, of.runId, of.rulesVersion);
    await sql`reset role`.execute(tx);
    if (rows !== null) await publishColumns(tx, client, rows);
    await also?.(tx, client);
  };
  await records.change(asProgram('valuation'), publish, signal);
}

export async function registerStage(
  tx: Tx,
  { stage, runId, basis, file, figuresFile }: { stage: Stage; runId: string } & StageBasis,
): Promise<void> {
  const values = { run_id: runId, basis, file, figures_file: figuresFile ?? null, published_at: new Date() };
  await tx
    .insertInto('run_stage')
    .values({ stage, ...values })
    .onConflict((conflict) => conflict.column('stage').doUpdateSet(values))
    .execute();
}

/** Rules of which nothing published follows leave the run as it is, and are its version from then on. */
export async function noteRules(tx: Tx, runId: string, version: string): Promise<void> {
  await tx
    .updateTable('valuation_run')
    .set({ rules_version: version })
    .where('id', '=', runId)
    .where('rules_version', '<>', version)
    .execute();
}
