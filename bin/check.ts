/** `npm test`: format, build, types, lint and all tests, in that order; the first failure ends it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { buildEverything } from './build.ts';

const root = resolve(import.meta.dirname, '..');

const steps: { name: string; run: () => Promise<boolean> }[] = [
  { name: 'format', run: () => tool('oxfmt', ['--check', '.']) },
  { name: 'build', run: () => buildEverything().then(() => true) },
  {
    name: 'types',
    run: async () =>
      (await Promise.all(['.', 'src/core', 'src/web'].map((project) => tool('tsc', ['-p', project, '--noEmit'])))).every(Boolean),
  },
  { name: 'lint', run: () => tool('oxlint', ['--deny-warnings', '--type-aware']) },
  { name: 'tests', run: () => tool('vitest', ['run', ...process.argv.slice(2)]) },
];

for (const step of steps) {
  const started = performance.now();
  const passed = await step.run();
  console.log(`${passed ? 'ok' : 'FAILED'}: ${step.name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  if (!passed) process.exit(1);
}

async function tool(name: string, args: string[]): Promise<boolean> {
  const child = spawn(join(root, 'node_modules', '.bin', name), args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  // Whoever ends the check ends what it runs, which then clears away after itself.
  const passOn = (): void => void child.kill('SIGTERM');
  process.once('SIGTERM', passOn);
  const [code] = (await once(child, 'exit')) as [number | null];
  process.off('SIGTERM', passOn);
  return code === 0;
}
