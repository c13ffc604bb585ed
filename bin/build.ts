/** Builds what is not in the repository: the compiled messages and the web product. `npm ci` runs it (prepare). */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

export async function buildEverything(): Promise<void> {
  await tool('@inlang/paraglide-js/bin/run.js', [
    'compile',
    '--project',
    './messages/project.inlang',
    '--outdir',
    './messages/compiled',
    '--output-structure',
    'locale-modules',
  ]);
  await tool('vite/bin/vite.js', ['build', '--logLevel', 'warn']);
}

async function tool(script: string, args: string[]): Promise<void> {
  const child = spawn(process.execPath, [join(root, 'node_modules', script), ...args], { cwd: root, stdio: ['ignore', 2, 2] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${script} ended with ${code}`);
}

if (import.meta.main) await buildEverything();
