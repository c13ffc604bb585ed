/**
 * Long work as durable jobs: pg-boss hands them out one at a time, the table `job` says how far each is, whoever asks.
 * A job that a crash cut off is handed out again at the next start; what it does is safe to do again.
 */
import { randomUUID } from 'node:crypto';
import { PgBoss } from 'pg-boss';
import type { Context } from '../context/context.ts';
import { FlowRefused, problemOf } from '../flow/refused.ts';
import { ImportRefused } from '../imports/recognition.ts';
import type { Progress } from '../records/tables.ts';
import { abandon, type JobInputs, type JobKind, work } from './work.ts';

export interface Jobs extends AsyncDisposable {
  start<K extends JobKind>(kind: K, input: JobInputs[K], createdBy: string): Promise<string>;
  /** False when the job has ended already. */
  cancel(id: string): Promise<boolean>;
  /** Fresher than the table, which is written once a second. */
  progressOf(id: string): Progress | null;
  /** The running or waiting job of a batch. */
  ofBatch(batchId: string): string | null;
}

interface Running {
  kind: JobKind;
  batchId: string | null;
  abort: AbortController;
  progress: Progress | null;
}

const queue = 'clientele';

export async function openJobs(context: Context): Promise<Jobs> {
  const running = new Map<string, Running>();
  const boss = new PgBoss({ connectionString: context.connectionString, schema: 'pgboss', supervise: true, schedule: false, max: 3 });
  boss.on('error', (error) => context.log.error({ error }, 'job queue'));
  await boss.start();
  await boss.createQueue(queue, { retryLimit: 2, expireInSeconds: 6 * 60 * 60 });
  await requeueInterrupted(context, boss);

  const perform = async (id: string): Promise<void> => {
    const row = await context.records.as('system', (tx) => tx.selectFrom('job').selectAll().where('id', '=', id).executeTakeFirst());
    if (row === undefined || row.state === 'cancelled' || row.state === 'done') return;
    const job = running.get(id) ?? { kind: row.kind, batchId: batchOf(row.input), abort: new AbortController(), progress: null };
    running.set(id, job);
    const saved = { at: 0 };
    await update(context, id, { state: 'running' });
    try {
      job.abort.signal.throwIfAborted();
      const result = await context.turn.take(() =>
        work[row.kind](
          context,
          row.input as never,
          {
            signal: job.abort.signal,
            report(progress) {
              job.progress = progress;
              if (Date.now() - saved.at < 1000) return;
              saved.at = Date.now();
              update(context, id, { progress: JSON.stringify(progress) }).catch((error: unknown) =>
                context.log.error({ error }, 'progress'),
              );
            },
          },
          row.created_by ?? 'system',
        ),
      );
      await update(context, id, { state: 'done', result: JSON.stringify(result), finished_at: new Date() });
    } catch (error) {
      if (job.abort.signal.reason === shuttingDown) return; // Left as it is: the next start hands it out again.
      const cancelled = job.abort.signal.aborted;
      await abandon(context, row.kind, row.input, cancelled ? undefined : error);
      if (!cancelled && !(error instanceof ImportRefused || error instanceof FlowRefused))
        context.log.error({ error: errorOf(error), job: id }, 'job failed');
      await update(context, id, {
        state: cancelled ? 'cancelled' : 'failed',
        failure: cancelled ? null : JSON.stringify(problemOf(error)),
        finished_at: new Date(),
      });
    } finally {
      running.delete(id);
    }
  };
  await boss.work<{ id: string }>(queue, { pollingIntervalSeconds: 0.5, batchSize: 1 }, async ([job]) => perform(job!.data.id));

  return {
    async start(kind, input, createdBy) {
      const id = randomUUID();
      await context.records.as('system', (tx) =>
        tx
          .insertInto('job')
          .values({ id, kind, state: 'waiting', input: JSON.stringify(input), created_by: createdBy })
          .execute(),
      );
      running.set(id, { kind, batchId: batchOf(input), abort: new AbortController(), progress: null });
      await boss.send(queue, { id });
      return id;
    },
    async cancel(id) {
      const job = running.get(id);
      job?.abort.abort();
      const row = await context.records.as('system', (tx) =>
        tx
          .updateTable('job')
          .set({ state: 'cancelled', finished_at: new Date() })
          .where('id', '=', id)
          .where('state', '=', 'waiting')
          .returning(['kind', 'input'])
          .executeTakeFirst(),
      );
      if (row !== undefined) {
        running.delete(id);
        await abandon(context, row.kind, row.input);
      }
      return job !== undefined || row !== undefined;
    },
    progressOf: (id) => running.get(id)?.progress ?? null,
    ofBatch: (batchId) => [...running].find(([, job]) => job.batchId === batchId)?.[0] ?? null,
    async [Symbol.asyncDispose]() {
      for (const job of running.values()) job.abort.abort(shuttingDown);
      await boss.stop({ graceful: true, timeout: 10_000 });
    },
  };
}

const shuttingDown = new Error('shutting down');

function batchOf(input: object): string | null {
  return 'batchId' in input && typeof input.batchId === 'string' ? input.batchId : null;
}

/** Jobs that were running or waiting when the program ended. */
async function requeueInterrupted(context: Context, boss: PgBoss): Promise<void> {
  await boss.deleteAllJobs(queue);
  const rows = await context.records.as('system', (tx) =>
    tx.updateTable('job').set({ state: 'waiting' }).where('state', 'in', ['waiting', 'running']).returning('id').execute(),
  );
  for (const row of rows) await boss.send(queue, { id: row.id });
}

async function update(
  context: Context,
  id: string,
  change: {
    state?: 'running' | 'done' | 'failed' | 'cancelled';
    progress?: string;
    result?: string;
    failure?: string | null;
    finished_at?: Date;
  },
): Promise<void> {
  await context.records.as('system', (tx) => tx.updateTable('job').set(change).where('id', '=', id).execute());
}

function errorOf(error: unknown): unknown {
  return error instanceof Error ? { message: error.message, stack: error.stack } : error;
}
