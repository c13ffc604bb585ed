/** What every long step is given: somebody to report to, and a signal to stop. */
import type { Progress } from '../records/tables.ts';

export interface Run {
  signal: AbortSignal;
  report(progress: Progress): void;
}
