/** The valuation run whose scorecards everybody reads. */
import type { ReadTx } from '../database.ts';

export async function currentRun(tx: ReadTx) {
  return tx
    .selectFrom('current_run')
    .innerJoin('valuation_run', 'valuation_run.id', 'current_run.run_id')
    .selectAll('valuation_run')
    .executeTakeFirst();
}

export type RunRow = NonNullable<Awaited<ReturnType<typeof currentRun>>>;
