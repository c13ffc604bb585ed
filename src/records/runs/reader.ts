/** The valuation run whose scorecards everybody reads. */
import type { Tx } from '../database.ts';

export async function currentRun(tx: Tx) {
  return tx
    .selectFrom('current_run')
    .innerJoin('valuation_run', 'valuation_run.id', 'current_run.run_id')
    .selectAll('valuation_run')
    .executeTakeFirst();
}

/** Names, relative to the data folder, of the files of the runs that are kept. */
export async function filesOfRuns(tx: Tx): Promise<Set<string>> {
  const runs = await tx.selectFrom('valuation_run').select(['history_file', 'reasons_file']).execute();
  return new Set(runs.flatMap((run) => [run.history_file, run.reasons_file]).filter((name) => name !== null));
}

export type RunRow = NonNullable<Awaited<ReturnType<typeof currentRun>>>;
