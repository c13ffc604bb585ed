/** The valuation run whose scorecards everybody reads. */
import type { ReadTx } from '../database.ts';

export async function currentRun(tx: ReadTx) {
  return tx
    .selectFrom('current_run')
    .innerJoin('valuation_run', 'valuation_run.id', 'current_run.run_id')
    .selectAll('valuation_run')
    .executeTakeFirst();
}

/** Names, relative to the data folder, of the files of the runs that are kept. */
export async function filesOfRuns(tx: ReadTx): Promise<Set<string>> {
  const runs = await tx.selectFrom('valuation_run').select('history_file').execute();
  const stages = await tx.selectFrom('run_stage').select(['file', 'figures_file']).execute();
  const names = [...runs.map((run) => run.history_file), ...stages.flatMap((stage) => [stage.file, stage.figures_file])];
  return new Set(names.filter((name) => name !== null));
}

export type RunRow = NonNullable<Awaited<ReturnType<typeof currentRun>>>;
