/**
 * Work that is still to be done, as rows that only go forward: waiting → running → done, failed or cancelled. A job is asked for in the
 * transaction of the change that makes it necessary, so there is never the one without the other. What a kind of job does is not known here.
 */
import type { Sight } from '../../core/access/sight.ts';
import { randomUUID } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import { afterCommit, type Records, type ReadTx, type Tx } from '../database.ts';
import type { Problem, Progress, Tables } from '../tables.ts';

export type Lane = Tables['job']['lane'];
export type JobRow = Selectable<Tables['job']>;

export interface AskedJob {
  lane: Lane;
  kind: string;
  input: object;
  createdBy: Sight;
  /** Not before then; at once where nothing is said. */
  runAt?: Date;
}

/** Returns the id. Handed over as soon as the transaction is committed, where the lane is open in this process. */
export async function enqueue(tx: Tx, asked: AskedJob): Promise<string> {
  const id = randomUUID();
  await tx
    .insertInto('job')
    .values({
      id,
      lane: asked.lane,
      kind: asked.kind,
      state: 'waiting',
      input: JSON.stringify(asked.input),
      created_by: asked.createdBy.id,
      ...(asked.runAt === undefined ? {} : { run_at: asked.runAt }),
    })
    .execute();
  afterCommit(tx, (records) => {
    for (const ring of bellsOf(records)) ring(asked.lane);
  });
  return id;
}

const bells = new WeakMap<Records, Set<(lane: Lane) => void>>();

/** Whoever hands out a lane's jobs is told of each that comes in. */
export function bellsOf(records: Records): Set<(lane: Lane) => void> {
  const known = bells.get(records);
  if (known !== undefined) return known;
  const made = new Set<(lane: Lane) => void>();
  bells.set(records, made);
  return made;
}

/** The next job of a lane that is due, now running; no two who ask get the same. Undefined where none is due. */
export async function takeJob(tx: Tx, lane: Lane): Promise<JobRow | undefined> {
  const next = await tx
    .selectFrom('job')
    .select('id')
    .where('lane', '=', lane)
    .where('state', '=', 'waiting')
    .where('run_at', '<=', sql<Date>`now()`)
    .orderBy('run_at')
    .orderBy('position')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (next === undefined) return undefined;
  return tx
    .updateTable('job')
    .set({ state: 'running', attempts: sql<number>`attempts + 1` })
    .where('id', '=', next.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Milliseconds until a lane's next waiting job is due; null where none waits. */
export async function nextDue(tx: ReadTx, lane: Lane): Promise<number | null> {
  const { rows } = await sql<{ ms: number | null }>`
    select (extract(epoch from min(run_at) - now()) * 1000)::double precision as ms from job where lane = ${lane} and state = 'waiting'`.execute(
    tx,
  );
  return rows[0]!.ms;
}

/** Jobs that were running when the program ended wait again. */
export async function requeueInterrupted(tx: Tx): Promise<JobRow[]> {
  await tx.updateTable('job').set({ state: 'waiting' }).where('state', '=', 'running').execute();
  return tx.selectFrom('job').selectAll().where('state', '=', 'waiting').orderBy('position').execute();
}

/** It was stopped to shut the program down in good order: it waits again, and that was no attempt of its own. */
export async function putBack(tx: Tx, id: string): Promise<void> {
  await tx
    .updateTable('job')
    .set({ state: 'waiting', attempts: sql<number>`greatest(attempts - 1, 0)` })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .execute();
}

export async function saveProgress(tx: Tx, id: string, progress: Progress): Promise<void> {
  await tx
    .updateTable('job')
    .set({ progress: JSON.stringify(progress) })
    .where('id', '=', id)
    .execute();
}

export async function endJob(
  tx: Tx,
  id: string,
  how: { state: 'done'; result: object } | { state: 'failed'; failure: Problem } | { state: 'cancelled' },
): Promise<void> {
  await tx
    .updateTable('job')
    .set({
      state: how.state,
      ...(how.state === 'done' ? { result: JSON.stringify(how.result) } : {}),
      ...(how.state === 'failed' ? { failure: JSON.stringify(how.failure) } : {}),
      finished_at: new Date(),
    })
    .where('id', '=', id)
    .execute();
}

/** Undefined where it does not wait any more. */
export async function cancelWaiting(tx: Tx, id: string): Promise<JobRow | undefined> {
  return tx
    .updateTable('job')
    .set({ state: 'cancelled', finished_at: new Date() })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .returningAll()
    .executeTakeFirst();
}
