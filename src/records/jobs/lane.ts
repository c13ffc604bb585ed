/**
 * Hands out a lane's jobs: at once when one is asked for, by a timer only where it is due later. Nothing is polled. What fell due while
 * the program was off is handed out when the lane is opened.
 */
import { asProgram } from '../../core/access/sight.ts';
import type { Records } from '../database.ts';
import { bellsOf, type JobRow, type Lane, nextDue, takeJob } from './writer.ts';

export interface LaneWork {
  lane: Lane;
  /** So many jobs at a time. */
  atOnce: number;
  /** Ends the job's row, whatever happens. */
  perform(job: JobRow): Promise<void>;
  /** The records could not be asked, or a job's row could not be ended. */
  onError(error: unknown): void;
}

/** Disposing waits for what is being done; what waits stays for the next start. */
export function openLane(records: Records, work: LaneWork): AsyncDisposable {
  const performing = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  const closing = new AbortController();
  let looking: Promise<void> | null = null;
  let lookAgain = false;

  const handOut = async (): Promise<void> => {
    while (!closing.signal.aborted && performing.size < work.atOnce) {
      const job = await records.change(asProgram('jobs'), (tx) => takeJob(tx, work.lane));
      if (job === undefined) return wakeWhenDue();
      const done = work
        .perform(job)
        .catch(work.onError)
        .finally(() => {
          performing.delete(done);
          look();
        });
      performing.add(done);
    }
  };
  const wakeWhenDue = async (): Promise<void> => {
    const ms = await records.read(asProgram('jobs'), (tx) => nextDue(tx, work.lane));
    clearTimeout(timer);
    if (ms !== null && !closing.signal.aborted) timer = setTimeout(look, Math.min(Math.max(0, Math.ceil(ms)), longestSleep)).unref();
  };
  /** One look at a time; who rings meanwhile is looked at next. */
  const look = (): void => {
    if (closing.signal.aborted) return;
    if (looking !== null) {
      lookAgain = true;
      return;
    }
    looking = handOut()
      .catch((error: unknown) => {
        work.onError(error);
        clearTimeout(timer);
        timer = setTimeout(look, afterError).unref();
      })
      .finally(() => {
        looking = null;
        if (!lookAgain) return;
        lookAgain = false;
        look();
      });
  };
  const ring = (lane: Lane): void => {
    if (lane === work.lane) look();
  };
  bellsOf(records).add(ring);
  look();
  return {
    async [Symbol.asyncDispose]() {
      closing.abort();
      bellsOf(records).delete(ring);
      clearTimeout(timer);
      await looking;
      await Promise.all(performing);
    },
  };
}

/** A computer that slept, or whose clock was set, looks again after at most this long: ten minutes. */
const longestSleep = 600_000;
const afterError = 5_000;
