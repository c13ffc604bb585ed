/**
 * Long work as durable jobs of the lane "books": one at a time, for they change facts or publish figures. The table `job` says how far
 * each is, whoever asks. A job that a crash cut off is handed out again at the next start; what it does is safe to do again.
 */
import { asProgram, type Sight } from '../core/access/sight.ts';
import type { Context } from '../context/context.ts';
import { FlowRefused, problemOf } from '../flow/refused.ts';
import { ImportRefused } from '../imports/recognition.ts';
import { sightOfPerson } from '../records/access/sight.ts';
import { afterCommit, type Tx } from '../records/database.ts';
import { openLane } from '../records/jobs/lane.ts';
import { cancelWaiting, endJob, enqueue, type JobRow, putBack, requeueInterrupted, saveProgress } from '../records/jobs/writer.ts';
import type { Progress } from '../records/tables.ts';
import { abandon, type JobInputs, type JobKind, work } from './work.ts';

export interface Jobs extends AsyncDisposable {
  /** In the transaction of the change that makes the work necessary; it begins when that is committed. Returns the job's id. */
  enqueue<K extends JobKind>(tx: Tx, kind: K, input: JobInputs[K], createdBy: Sight): Promise<string>;
  /** For work that nothing is written for beforehand. */
  start<K extends JobKind>(kind: K, input: JobInputs[K], createdBy: Sight): Promise<string>;
  /** False when the job has ended already. */
  cancel(id: string): Promise<boolean>;
  /** Fresher than the table, which is written once a second. */
  progressOf(id: string): Progress | null;
  /** The running or waiting job of a batch. */
  ofBatch(batchId: string): string | null;
}

interface Pending {
  batchId: string | null;
  abort: AbortController;
  progress: Progress | null;
}

/** A job that the program did not survive so often is given up. */
const mostAttempts = 3;

export async function openJobs(context: Context): Promise<Jobs> {
  const { records } = context;
  const pending = new Map<string, Pending>();
  const expected = (id: string, input: object): Pending => {
    const job = pending.get(id) ?? { batchId: batchOf(input), abort: new AbortController(), progress: null };
    pending.set(id, job);
    return job;
  };
  for (const row of await records.change(asProgram('jobs'), requeueInterrupted)) if (row.lane === 'books') expected(row.id, row.input);

  const books = openLane(records, {
    lane: 'books',
    atOnce: 1,
    perform: (row) => perform(context, row, expected(row.id, row.input)).finally(() => pending.delete(row.id)),
    onError: (error) => context.log.error({ error: errorOf(error) }, 'jobs'),
  });

  const enqueueBooks: Jobs['enqueue'] = async (tx, kind, input, createdBy) => {
    const id = await enqueue(tx, { lane: 'books', kind, input, createdBy });
    afterCommit(tx, () => void expected(id, input));
    return id;
  };
  return {
    enqueue: enqueueBooks,
    start: (kind, input, createdBy) => records.change(asProgram('jobs'), (tx) => enqueueBooks(tx, kind, input, createdBy)),
    async cancel(id) {
      const job = pending.get(id);
      const row = await records.change(asProgram('jobs'), (tx) => cancelWaiting(tx, id));
      if (row === undefined) job?.abort.abort();
      else {
        pending.delete(id);
        await abandon(context, row.kind, row.input);
      }
      return job !== undefined || row !== undefined;
    },
    progressOf: (id) => pending.get(id)?.progress ?? null,
    ofBatch: (batchId) => [...pending].find(([, job]) => job.batchId === batchId)?.[0] ?? null,
    async [Symbol.asyncDispose]() {
      for (const job of pending.values()) job.abort.abort(shuttingDown);
      await books[Symbol.asyncDispose]();
    },
  };
}

const shuttingDown = new Error('shutting down');

async function perform(context: Context, row: JobRow, job: Pending): Promise<void> {
  const { records } = context;
  const { signal } = job.abort;
  const kind = row.kind as JobKind;
  let savedAt = 0;
  const report = (progress: Progress): void => {
    job.progress = progress;
    if (Date.now() - savedAt < 1000) return;
    savedAt = Date.now();
    records
      .change(asProgram('jobs'), (tx) => saveProgress(tx, row.id, progress))
      .catch((error: unknown) => context.log.error({ error: errorOf(error) }, 'progress'));
  };
  try {
    if (row.attempts > mostAttempts) throw new FlowRefused({ code: 'interrupted', detail: {} });
    const result = await context.turn.take(async () => {
      signal.throwIfAborted();
      const actor = row.created_by === null ? asProgram('jobs') : await sightOfPerson(records, row.created_by);
      return work[kind](context, row.input as never, { signal, report }, actor);
    });
    await records.change(asProgram('jobs'), (tx) => endJob(tx, row.id, { state: 'done', result }));
  } catch (error) {
    if (signal.reason === shuttingDown) return await records.change(asProgram('jobs'), (tx) => putBack(tx, row.id));
    await abandon(context, kind, row.input, signal.aborted ? undefined : error);
    if (!signal.aborted && !(error instanceof ImportRefused || error instanceof FlowRefused))
      context.log.error({ error: errorOf(error), job: row.id }, 'job failed');
    await records.change(asProgram('jobs'), (tx) =>
      endJob(tx, row.id, signal.aborted ? { state: 'cancelled' } : { state: 'failed', failure: problemOf(error) }),
    );
  }
}

function batchOf(input: object): string | null {
  return 'batchId' in input && typeof input.batchId === 'string' ? input.batchId : null;
}

function errorOf(error: unknown): unknown {
  return error instanceof Error ? { message: error.message, stack: error.stack } : error;
}
