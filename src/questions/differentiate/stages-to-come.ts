/** Which stages of the current valuation are still to be calculated: all of them while newer facts wait, else those that are not published. */
import type { ReadTx } from '../../records/database.ts';
import { journalPosition } from '../../records/journal/reader.ts';
import { currentRun } from '../../records/runs/reader.ts';
import { publishedStages, type Stage, stages } from '../../records/runs/stages.ts';

/** In the order in which they are calculated. Empty where all is published, and where there are no facts. */
export async function stagesToCome(tx: ReadTx): Promise<Stage[]> {
  const position = await journalPosition(tx);
  const run = await currentRun(tx);
  if (run === undefined) return position === '0' ? [] : [...stages];
  if (run.journal_position !== position) return [...stages];
  const published = await publishedStages(tx);
  return stages.filter((stage) => !published.has(stage));
}
