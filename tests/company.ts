/** A company of its own for a test: a data folder with a real database, worked on by the real command line in this process. */
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { runProgram } from '../src/cli/program.ts';
import { readConfig } from '../src/context/config.ts';
import { type Context, openContext } from '../src/context/context.ts';
import { emptyCompany } from './template.ts';

export { temporaryFolder } from './template.ts';

export interface TestCompany extends AsyncDisposable {
  dataDir: string;
  context: Context;
  /** Runs a command on the open folder, as a server does for a terminal. */
  run(...args: string[]): Promise<{ code: number; out: string; err: string }>;
  /** The JSON that a command prints; fails the test when the command fails. */
  json<T>(...args: string[]): Promise<T>;
}

/** Where the realistic export files are, when they are there. */
export const shared = resolve(import.meta.dirname, '../../shared');

/** `keep` leaves the folder when the company is closed: for those that are opened again. */
export async function openCompany(dataDir = emptyCompany(), { keep = false } = {}): Promise<TestCompany> {
  const context = await openContext(
    readConfig({ CLIENTELE_LOG: 'silent', CLIENTELE_THREADS: process.env['CLIENTELE_THREADS'] }, { data: dataDir }),
  );
  const run = async (...args: string[]): Promise<{ code: number; out: string; err: string }> => {
    let out = '';
    let err = '';
    const io = {
      cwd: process.cwd(),
      out: (text: string) => void (out += text),
      err: (text: string) => void (err += text),
      drawsProgress: false,
      language: 'en' as const,
      signal: new AbortController().signal,
    };
    const code = await runProgram(args, io, (_given, work) => work(context));
    return { code, out, err };
  };
  return {
    dataDir,
    context,
    run,
    async json<T>(...args: string[]) {
      const { code, out, err } = await run(...args, '--json');
      if (code !== 0) throw new Error(`clientele ${args.join(' ')} ended with ${code}: ${err}${out}`);
      return JSON.parse(out) as T;
    },
    async [Symbol.asyncDispose]() {
      await context[Symbol.asyncDispose]();
      if (!keep) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
