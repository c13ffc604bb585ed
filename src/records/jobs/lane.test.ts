/** Lanes on a real database: in what order jobs are handed out, when, how many at a time, and what a rollback, a stop or a crash leaves of them. */
import { asProgram } from '../../core/access/sight.ts';
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openCompany, temporaryFolder, type TestCompany } from '../../../tests/company.ts';
import type { Records } from '../database.ts';
import { openLane } from './lane.ts';
import { endJob, enqueue, type JobRow, type Lane, putBack, requeueInterrupted, takeJob } from './writer.ts';

let company: TestCompany;
let records: Records;
const folder = temporaryFolder();
beforeAll(async () => {
  company = await openCompany(folder);
  records = company.context.records;
});
afterAll(async () => {
  await company[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(() => records.change(asProgram('jobs'), (tx) => tx.deleteFrom('job').execute()));

const ask = (name: string, more: { lane?: Lane; runAt?: Date } = {}): Promise<string> =>
  records.change(asProgram('jobs'), (tx) =>
    enqueue(tx, { lane: 'books', kind: 'count', input: { name }, createdBy: asProgram('jobs'), ...more }),
  );
const nameOf = (job: JobRow): string => job.input['name'] as string;
const stateOf = (id: string): Promise<string> =>
  records.change(
    asProgram('jobs'),
    async (tx) => (await tx.selectFrom('job').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state,
  );

/** A lane that notes what it is given; `work` is what a job takes. */
function noting(lane: Lane, { atOnce = 1, work = async (_name: string) => {} } = {}) {
  const begun: string[] = [];
  const most = { now: 0, ever: 0 };
  const opened = openLane(records, {
    lane,
    atOnce,
    async perform(job) {
      begun.push(nameOf(job));
      most.ever = Math.max(most.ever, ++most.now);
      await work(nameOf(job));
      most.now--;
      await records.change(asProgram('jobs'), (tx) => endJob(tx, job.id, { state: 'done', result: {} }));
    },
    onError: (error) => begun.push(String(error)),
  });
  return { begun, most, [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose]() };
}

test('jobs are handed out in the order of asking, one at a time, those from before the lane opened first', async () => {
  await ask('monday');
  await ask('tuesday');
  await using lane = noting('books', { work: () => sleep(5) });
  const last = await ask('wednesday');
  await expect.poll(() => stateOf(last)).toBe('done');
  expect(lane.begun).toEqual(['monday', 'tuesday', 'wednesday']);
  expect(lane.most.ever).toBe(1);
});

test('a job is handed over when its transaction is committed, within milliseconds; one that is rolled back never was', async () => {
  await using lane = noting('books');
  await sleep(20);
  let committedAt = 0;
  await records.change(asProgram('jobs'), async (tx) => {
    await enqueue(tx, { lane: 'books', kind: 'count', input: { name: 'kept' }, createdBy: asProgram('jobs') });
    await sleep(60);
    expect(lane.begun).toEqual([]);
    committedAt = performance.now();
  });
  await expect.poll(() => lane.begun, { interval: 2 }).toEqual(['kept']);
  expect(performance.now() - committedAt).toBeLessThan(400);
  const lost = records.change(asProgram('jobs'), async (tx) => {
    await enqueue(tx, { lane: 'books', kind: 'count', input: { name: 'lost' }, createdBy: asProgram('jobs') });
    throw new Error('the change was refused');
  });
  await expect(lost).rejects.toThrow('refused');
  await sleep(60);
  expect(lane.begun).toEqual(['kept']);
});

test('lanes do not wait for each other: a letter goes out while the books are closed', async () => {
  let close = (): void => {};
  const closing = new Promise<void>((resolve) => (close = resolve));
  await using books = noting('books', { work: () => closing });
  await using post = noting('post', { atOnce: 2 });
  await ask('year end');
  await expect.poll(() => books.begun).toEqual(['year end']);
  await ask('letter', { lane: 'post' });
  await expect.poll(() => post.begun).toEqual(['letter']);
  close();
});

test('a lane of two works on two at a time and never on three', async () => {
  // Each waits for company, as long as there is any to come: however slow the database is, two meet.
  const working = new Set<string>();
  const met = Promise.withResolvers<void>();
  await using lane = noting('post', {
    atOnce: 2,
    async work(name) {
      working.add(name);
      if (working.size === 2) met.resolve();
      await met.promise;
      await sleep(15);
    },
  });
  const ids = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => ask(name, { lane: 'post' })));
  for (const id of ids) await expect.poll(() => stateOf(id)).toBe('done');
  expect(lane.most.ever).toBe(2);
  expect(lane.begun.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('what is due later waits for its moment, and what fell due while the program was off comes once at the next start', async () => {
  await ask('last night', { lane: 'clock', runAt: new Date(Date.now() - 9 * 3600_000) });
  const soon = new Date(Date.now() + 700);
  await ask('soon', { lane: 'clock', runAt: soon });
  await ask('next month', { lane: 'clock', runAt: new Date(Date.now() + 40 * 86_400_000) });
  await using lane = noting('clock');
  await expect.poll(() => lane.begun).toEqual(['last night']);
  await expect.poll(() => lane.begun, { timeout: 5000 }).toEqual(['last night', 'soon']);
  expect(Date.now()).toBeGreaterThanOrEqual(soon.getTime());
});

test('two who ask at once never get the same job', async () => {
  await ask('only one');
  const [first, second] = await records.change(asProgram('jobs'), async (tx) => {
    const mine = await takeJob(tx, 'books');
    return [mine, await records.change(asProgram('jobs'), (other) => takeJob(other, 'books'))];
  });
  expect([nameOf(first!), second]).toEqual(['only one', undefined]);
});

test('a job that a crash cut off waits again and counts its attempts; one that was stopped in good order does not', async () => {
  const id = await ask('long');
  const attempts = async (): Promise<number> => (await records.change(asProgram('jobs'), (tx) => takeJob(tx, 'books')))!.attempts;
  expect(await attempts()).toBe(1);
  expect((await records.change(asProgram('jobs'), requeueInterrupted)).map(nameOf)).toEqual(['long']);
  expect(await attempts()).toBe(2);
  await records.change(asProgram('jobs'), (tx) => putBack(tx, id));
  expect(await attempts()).toBe(2);
});
