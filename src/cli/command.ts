/**
 * What a command is: one declaration of its words, options, examples and work. One command, one file, in commands/. Help needs the
 * declarations alone, so whatever reads or writes a company is imported inside the work, when it runs.
 */
import { type Command, Option } from 'commander';
import type { Context } from '../context/context.ts';
import { exitCodes, type Io } from './io.ts';
import { runOf } from './progress.ts';
import { type Words, wordsIn } from './words.ts';
import type { RemoteCommand } from './remote.ts';

/** Opens the data folder that the command names, or has the server that holds it do the work. Returns the exit code. */
export type WithContext = (
  given: { data?: string | undefined; demo?: boolean },
  work: (context: Context) => Promise<number>,
) => Promise<number>;

/** What commands need of the server, handed in by the process so that the command line does not depend on the server. */
export interface ServerParts {
  startServerOn(context: Context): Promise<{ url: string; close(): Promise<void> }>;
  openControl(
    file: string,
    perform: (command: RemoteCommand, print: (line: object) => void, signal: AbortSignal) => Promise<number>,
  ): Promise<AsyncDisposable>;
  prepareSignInTables(pool: Context['records']['pool'], connectionString: string): Promise<unknown>;
}

export interface CommandParts {
  io: Io;
  withContext: WithContext;
  /** The same program, for commands that a server does for a terminal. */
  runProgram(args: string[], io: Io, withContext: WithContext): Promise<number>;
  loadServer(): Promise<ServerParts>;
  /** What the command ends with. */
  finish(exitCode: number): void;
}

export type DefineCommand = (parent: Command, parts: CommandParts) => Command;

interface Declaration {
  name: string;
  description: string;
  arguments?: readonly (readonly [flags: string, description: string])[];
  options: readonly (Option | readonly [flags: string, description: string, byDefault?: string])[];
  /** The first one begins with the command's own name. */
  examples: readonly string[];
  /** Commands below this one: clientele settings set. */
  commands?: readonly DefineCommand[];
}

/** What was typed, and what answers are printed with. */
export interface Asked<Options> {
  options: Options;
  /** The arguments; of one that may be repeated, all. */
  given: string[];
  io: Io;
  words: Words;
  /** One answer, as JSON for scripts where it was asked for. */
  print(answer: { json: () => unknown; words: () => string }): void;
}

interface Given {
  data?: string;
  json?: boolean;
}

/** What is done with an open company; returns the exit code where it is not 0. */
export type Work = (context: Context) => Promise<number | void>;

/** A command that works without a company, or opens it in its own way. Without work it only holds other commands. */
export function command<Options extends Given = Given>(
  declared: Declaration & { work?: (asked: Asked<Options>, parts: CommandParts) => Promise<number | void> },
): DefineCommand {
  return (parent, parts) => {
    const defined = define(parent, declared);
    const { work } = declared;
    if (work !== undefined)
      defined.action(async (...typed: unknown[]) => {
        parts.finish((await work(askedOf<Options>(typed, parts.io), parts)) ?? exitCodes.done);
      });
    for (const each of declared.commands ?? []) each(defined, parts);
    return defined;
  };
}

/** A command on an open company. `work` first reads what was typed and refuses what cannot be meant; what it returns is done with the company open. */
export function companyCommand<Options extends Given = Given>(
  declared: Declaration & {
    /** `settled`: alone on the company, after its published figures are current; `alone`: one at a time; `beside`: next to other work. */
    on: 'settled' | 'alone' | 'beside';
    /** Works on the demo company's folder unless another is named. */
    demo?: true;
    work: (asked: Asked<Options>) => Work | Promise<Work>;
  },
): DefineCommand {
  return command<Options>({
    ...declared,
    work: async (asked, { io, withContext }) => {
      const work = await declared.work(asked);
      const done = async (context: Context): Promise<number> => {
        if (declared.on === 'settled') await settled(context, io);
        return (await work(context)) ?? exitCodes.done;
      };
      return withContext({ data: asked.options.data, ...(declared.demo && { demo: true }) }, (context) =>
        declared.on === 'beside' ? done(context) : context.turn.take(() => done(context)),
      );
    },
  });
}

async function settled(context: Context, io: Io): Promise<void> {
  const { ensureSettled } = await import('../flow/settle.ts');
  const run = runOf(io);
  await ensureSettled(context, run);
  run.end();
}

function define(parent: Command, { name, description, arguments: args = [], options, examples }: Declaration): Command {
  const defined = parent.command(name).description(description);
  for (const [flags, text] of args) defined.argument(flags, text);
  for (const option of options) defined.addOption(option instanceof Option ? option : optionOf(...option));
  return defined.addHelpText('after', `\nExample: ${examples.map((example) => `clientele ${example}`).join('\n         ')}`);
}

function optionOf(flags: string, description: string, byDefault?: string): Option {
  const option = new Option(flags, description);
  return byDefault === undefined ? option : option.default(byDefault);
}

/** Commander calls an action with its arguments, its options and the command, whose parents may have taken options such as --json. */
function askedOf<Options extends Given>(typed: unknown[], io: Io): Asked<Options> {
  const self = typed.at(-1) as Command;
  const options = self.optsWithGlobals<Options>();
  return {
    options,
    given: typed.slice(0, -2).flat() as string[],
    io,
    words: wordsIn(io.language),
    print: ({ json, words }) => io.out(options.json === true ? `${JSON.stringify(json())}\n` : words()),
  };
}
