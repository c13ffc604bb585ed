/** What a command is: its words and help, and what it does with an open context. One command, one file, in commands/. */
import type { Command } from 'commander';
import type { Context } from '../context/context.ts';
import type { Io } from './io.ts';

/** Opens the data folder that the command names, or has the server that holds it do the work. Returns the exit code. */
export type WithContext = (
  given: { data?: string | undefined; demo?: boolean },
  work: (context: Context) => Promise<number>,
) => Promise<number>;

export interface CommandParts {
  io: Io;
  withContext: WithContext;
  /** What the command ends with. */
  finish(exitCode: number): void;
}

export type DefineCommand = (program: Command, parts: CommandParts) => void;
