/**
 * The process behind `clientele`: finds the data folder, or the server that already works on it, and runs the command there. The
 * database, the metrics and the server are loaded only by commands that need them: most of a short command would be their loading.
 */
import type { ServerParts, WithContext } from './cli/command.ts';
import { exitCodes, type Io } from './cli/io.ts';
import { runProgram } from './cli/program.ts';
import { askServer, findServer } from './cli/remote.ts';
import { ConfigError, readConfig } from './context/config.ts';
import { readEnv } from './context/env.ts';
import { FolderBusy } from './context/folder-busy.ts';

const abort = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // A second Ctrl-C does not wait for an orderly end.
    if (abort.signal.aborted) process.exit(exitCodes.cancelled);
    abort.abort(new DOMException(signal, 'AbortError'));
  });
}
// `clientele customers | head` closes our output early: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? exitCodes.done : exitCodes.failed));

const args = process.argv.slice(2);
const env = readEnv();
const io: Io = {
  cwd: process.cwd(),
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  drawsProgress: process.stderr.isTTY,
  language: chosenLanguage(),
  signal: abort.signal,
};

/** How long a command waits for another command to let go of the folder. */
const patienceSeconds = 120;

const withContext: WithContext = async (given, work) => {
  const config = readConfig(env, given);
  const handOver = async (): Promise<number | null> => {
    const server = await findServer(config.dataDir);
    return server === null ? null : askServer(server, { args, cwd: io.cwd, language: io.language, drawsProgress: io.drawsProgress }, io);
  };
  const done = await handOver();
  if (done !== null) return done;
  const { openContext } = await import('./context/context.ts');
  let context;
  try {
    context = await openContext(config, {
      seconds: patienceSeconds,
      signal: abort.signal,
      onWait: () => io.err(`Another Clientele is using ${config.dataDir}; waiting …\n`),
    });
  } catch (error) {
    // A server may have taken the folder while we waited.
    const answered = error instanceof FolderBusy ? await handOver() : null;
    if (answered === null) throw error;
    return answered;
  }
  try {
    return await work(context);
  } finally {
    await context[Symbol.asyncDispose]();
  }
};

/** A setting that cannot be is said by the command that needs it. */
function chosenLanguage(): Io['language'] {
  try {
    return readConfig(env, {}).language;
  } catch (error) {
    if (error instanceof ConfigError) return 'en';
    throw error;
  }
}

async function loadServer(): Promise<ServerParts> {
  const [{ startServerOn }, { openControl }, { prepareSignInTables }] = await Promise.all([
    import('./server/start.ts'),
    import('./server/control.ts'),
    import('./server/auth.ts'),
  ]);
  return { startServerOn, openControl, prepareSignInTables };
}

process.exitCode = await runProgram(args, io, withContext, loadServer);
