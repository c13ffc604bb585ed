/**
 * From a file to each published stage, in one process: `node bench/stages.ts LINES.csv [MONTH.csv]`. Prints when each step begins and when each
 * stage is published, in seconds of wall time and of processor time (this process; PostgreSQL is not in it), then the same for one more
 * month, for its undo, for a changed threshold of the tiers, and for one customer's potential. The floor (bench/floor.ts) runs first, in the same run.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { asProgram } from '../src/core/access/sight.ts';
import { readConfig } from '../src/context/config.ts';
import { openContext } from '../src/context/context.ts';
import { beginImport, commitImport, undoImport } from '../src/flow/1-import/commit.ts';
import { readImport } from '../src/flow/1-import/read-file.ts';
import { changeRules } from '../src/flow/change/change-rules.ts';
import { savePotential } from '../src/flow/change/say-potential.ts';
import type { Run } from '../src/flow/run.ts';
import { settle } from '../src/flow/settle.ts';
import { currentRun } from '../src/records/runs/reader.ts';
import { publishedStages } from '../src/records/runs/stages.ts';

const [lines, month] = process.argv.slice(2);
if (!lines) throw new Error('usage: stages.ts LINES.csv [MONTH.csv]');
const { stdout } = spawnSync(process.execPath, [join(import.meta.dirname, 'floor.ts'), lines, '3'], { encoding: 'utf8' });
const floor = Number(/(\d+) ms/.exec(stdout)?.[1]) / 1000;
console.log(`floor ${floor.toFixed(2)} s`);

const folder = mkdtempSync(join(tmpdir(), 'clientele-stages-'));
const actor = asProgram('command line');
try {
  await using context = await openContext(readConfig({ CLIENTELE_LOG: 'warn' }, { data: join(folder, 'data') }));
  const load = async (file: string, run: Run): Promise<string> => {
    const batchId = await beginImport(context, { fileName: basename(file), actor });
    await readImport(context, { batchId, path: file, fileName: basename(file), sourceName: 'lines' }, run);
    await commitImport(context, { batchId, acceptHeldRows: [], replacePeriod: false, actor }, run);
    await settle(context, { actor }, run);
    return batchId;
  };
  const whole = await timed('import', (run) => load(lines, run));
  if (month) {
    const more = await timed('one more month', (run) => load(month, run));
    await timed('undo of it', async (run) => {
      await undoImport(context, { batchId: more, actor }, run);
      await settle(context, { actor }, run);
    });
  }
  await timed('a threshold', (run) =>
    changeRules(context, { change: { rules: 'classes', asked: { change: { tiers: { vipPermille: 300 } } } }, actor }, run),
  );
  const customerId = await context.records.read(
    actor,
    async (tx) => (await tx.selectFrom('customer').select('id').executeTakeFirstOrThrow()).id,
  );
  await timed('a potential', async (run) => {
    await context.records.change(actor, (tx) => savePotential(tx, { customerId, said: { yearlyNeedMinor: '1000000' }, actor }));
    await settle(context, { actor, asOf: (await context.records.read(actor, currentRun))?.as_of }, run);
  });
  console.log(`first import: ${whole}`);

  async function timed<T>(what: string, work: (run: Run) => Promise<T>): Promise<T> {
    const began = performance.now();
    const cpu = process.cpuUsage();
    const wall = (at = performance.now()): string => ((at - began) / 1000).toFixed(2);
    const spent = (): string => {
      const { user, system } = process.cpuUsage(cpu);
      return ((user + system) / 1e6).toFixed(2);
    };
    let step = '';
    const startedAt = Date.now();
    const result = await work({
      signal: new AbortController().signal,
      report(progress) {
        if (progress.step !== step) console.log(`  ${progress.step.padEnd(12)} begins after ${wall()} s, ${spent()} CPU-s`);
        step = progress.step;
      },
    });
    const stages = await context.records.read(actor, publishedStages);
    const published = [...stages]
      .filter(([, { publishedAt }]) => publishedAt.getTime() >= startedAt)
      .map(([stage, { publishedAt }]) => [stage, (publishedAt.getTime() - startedAt) / 1000] as const)
      .toSorted((a, b) => a[1] - b[1]);
    console.log(
      `${what}: ${wall()} s (${(Number(wall()) / floor).toFixed(2)} × the floor), ${spent()} CPU-s; published: ${published.map(([stage, s]) => `${stage} ${s.toFixed(2)}`).join(', ')}`,
    );
    return result;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
