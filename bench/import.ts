/**
 * From a CSV to published scorecards, as a user runs it: `node bench/import.ts LINES.csv [MONTH.csv] [--runs 3] [--baseline SCRIPT]`
 * In one run, for each of the runs in turn: the floor (DuckDB alone reads the file and groups by customer and month), the
 * analyst's script where Python and pandas are there, and `clientele import LINES.csv --yes` into a new data folder; then one
 * more month on top of it. Prints medians, ratios and the largest memory of the process tree. The classes are compared too.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, chmodSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '3' },
    baseline: { type: 'string', default: resolve(import.meta.dirname, '../../shared/peers/baseline_pandas.py') },
  },
});
const [lines, month] = positionals;
if (!lines) throw new Error('usage: import.ts LINES.csv [MONTH.csv] [--runs 3] [--baseline SCRIPT]');

const root = resolve(import.meta.dirname, '..');
const clientele = join(root, 'src/main.ts');
const baseline = existsSync(values.baseline) && existsSync('/usr/bin/python3') ? values.baseline : null;
const seconds: Record<string, number[]> = {};
const memory: Record<string, number> = {};
const classes = join(tmpdir(), 'clientele-bench-classes.csv');

for (let run = 0; run < Number(values.runs); run++) {
  const dataDir = mkdtempSync(join(tmpdir(), 'clientele-bench-'));
  chmodSync(dataDir, 0o711);
  await time('floor', process.execPath, [join(root, 'bench/floor.ts'), lines, '1']);
  if (baseline !== null) await time('script', '/usr/bin/python3', [baseline, lines, classes]);
  await time('clientele', process.execPath, [clientele, 'import', lines, '--yes', '--json', '--data', dataDir]);
  if (run === 0 && baseline !== null) await compareClasses(dataDir);
  if (month) await time('one month more', process.execPath, [clientele, 'import', month, '--yes', '--json', '--data', dataDir]);
  rmSync(dataDir, { recursive: true, force: true });
}

const of = (name: string): number =>
  (seconds[name] ?? []).toSorted((a, b) => a - b)[Math.floor((seconds[name]?.length ?? 0) / 2)] ?? Number.NaN;
for (const name of Object.keys(seconds))
  console.log(
    `${name.padEnd(16)} ${of(name).toFixed(2)} s  (${seconds[name]!.map((each) => each.toFixed(2)).join(', ')})  ${Math.round(memory[name]!)} MB`,
  );
console.log(`clientele / floor: ${(of('clientele') / of('floor')).toFixed(2)}`);
if (baseline !== null) console.log(`script / clientele: ${(of('script') / of('clientele')).toFixed(2)}`);
if (month) console.log(`one month more / clientele: ${(of('one month more') / of('clientele')).toFixed(3)}`);

async function time(name: string, program: string, args: string[]): Promise<void> {
  const started = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'], cwd: root });
  let largest = 0;
  const watch = setInterval(() => (largest = Math.max(largest, residentMegabytes(child.pid!))), 50);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearInterval(watch);
  if (code !== 0) throw new Error(`${name} ended with ${code}`);
  (seconds[name] ??= []).push((performance.now() - started) / 1000);
  memory[name] = Math.max(memory[name] ?? 0, largest);
}

/** Of a process and all below it; memory that they share is counted once for each, so this is an upper bound. Linux only. */
function residentMegabytes(pid: number): number {
  try {
    const resident = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8')
        .split(' ')
        .filter((each) => each !== ''),
    );
    return resident + children.reduce((sum, child) => sum + residentMegabytes(Number(child)), 0);
  } catch {
    return 0; // It has just ended.
  }
}

async function compareClasses(dataDir: string): Promise<void> {
  const child = spawn(process.execPath, [clientele, 'customers', '--json', '--data', dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: root,
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await once(child, 'close');
  const ours = new Map(
    (JSON.parse(text) as { codes: string[]; activity: string; lifecycle: string; tier: string }[]).map((each) => [each.codes[0], each]),
  );
  const rows = readFileSync(classes, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.split(','));
  const differing = rows.filter(([code, activity, lifecycle, tier]) => {
    const mine = ours.get(code!);
    // The script has no word for "nothing shipped yet"; it writes nothing there.
    return mine === undefined || mine.activity !== activity || (mine.lifecycle !== lifecycle && lifecycle !== '') || mine.tier !== tier;
  });
  console.log(
    `classes: ${rows.length} customers compared, ${differing.length} differ${differing.length > 0 ? `, for instance ${differing[0]!.join(' ')} / ${JSON.stringify(ours.get(differing[0]![0]))}` : ''}`,
  );
}
