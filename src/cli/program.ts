/** The command line as a whole: what `clientele --help` lists. Runs wherever an Io and a way to a context are given. */
import { Command, CommanderError } from 'commander';
import { ConfigError } from '../context/config.ts';
import { FolderBusy } from '../context/folder-busy.ts';
import { programVersion } from '../context/program-version.ts';
import { refusalOf } from '../flow/refused.ts';
import type { CommandParts, DefineCommand, WithContext } from './command.ts';
import { backtest } from './commands/backtest.ts';
import { backup } from './commands/backup.ts';
import { check } from './commands/check.ts';
import { contracts } from './commands/contracts.ts';
import { costs } from './commands/costs.ts';
import { customers } from './commands/customers.ts';
import { demo } from './commands/demo.ts';
import { explain } from './commands/explain.ts';
import { importFiles } from './commands/import.ts';
import { lifetime } from './commands/lifetime.ts';
import { potential } from './commands/potential.ts';
import { profit } from './commands/profit.ts';
import { rates } from './commands/rates.ts';
import { receivables } from './commands/receivables.ts';
import { restore } from './commands/restore.ts';
import { serve } from './commands/serve.ts';
import { settings } from './commands/settings.ts';
import { undo } from './commands/undo.ts';
import { value } from './commands/value.ts';
import { CommandFailed, exitCodes, type Io } from './io.ts';
import { sayProblem } from './say.ts';

export const commands: DefineCommand[] = [
  importFiles,
  undo,
  value,
  customers,
  explain,
  potential,
  profit,
  receivables,
  costs,
  lifetime,
  contracts,
  backtest,
  settings,
  rates,
  check,
  serve,
  demo,
  backup,
  restore,
];

/** Returns the exit code; nothing is thrown, everything is said. `loadServer` is for the process that may become a server. */
export async function runProgram(
  args: string[],
  io: Io,
  withContext: WithContext,
  loadServer: CommandParts['loadServer'] = noServer,
): Promise<number> {
  let exitCode: number = exitCodes.done;
  const finish = (code: number): void => void (exitCode = code);
  try {
    await buildProgram(io, withContext, finish, loadServer).parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    return explainError(error, io);
  }
}

export function buildProgram(
  io: Io,
  withContext: WithContext,
  finish: (code: number) => void,
  loadServer: CommandParts['loadServer'] = noServer,
): Command {
  const program = new Command('clientele')
    .description('What every customer is worth, why, and what to do about it.')
    .version(programVersion())
    .configureOutput({ writeOut: (text) => io.out(text), writeErr: (text) => io.err(text) })
    .showHelpAfterError('(--help shows what is possible)')
    .exitOverride();
  for (const define of commands) define(program, { io, withContext, runProgram, loadServer, finish });
  for (const command of program.commands.flatMap((each) => [each, ...each.commands]))
    command.exitOverride().configureOutput({ writeOut: (text) => io.out(text), writeErr: (text) => io.err(text) });
  return program;
}

function noServer(): never {
  throw new Error('Commands of a terminal are done by the server that holds the folder; it starts no second one.');
}

function explainError(error: unknown, io: Io): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  if (error instanceof CommandFailed) {
    if (error.message !== '') io.err(`${error.message}\n`);
    return error.exitCode;
  }
  const refused = refusalOf(error);
  if (refused !== null) {
    io.err(`${sayProblem(refused, io.language)}
`);
    return exitCodes.refused;
  }
  if (error instanceof FolderBusy) {
    io.err(`${error.message}\n`);
    return exitCodes.busy;
  }
  if (error instanceof ConfigError) {
    io.err(`${error.message}\n`);
    return exitCodes.usage;
  }
  if (io.signal.aborted) {
    io.err(`${sayProblem({ code: 'cancelled', detail: {} }, io.language)}\n`);
    return exitCodes.cancelled;
  }
  io.err(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return exitCodes.failed;
}
