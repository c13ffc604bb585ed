/** clientele value: values every customer and publishes the result. */
import { settle } from '../../flow/settle.ts';
import type { DefineCommand } from '../command.ts';
import { CommandFailed, exitCodes } from '../io.ts';
import { runOf } from '../progress.ts';
import { say } from '../say.ts';

export const value: DefineCommand = (program, { io, withContext, finish }) => {
  program
    .command('value')
    .description('Value every customer as of a date, and publish it')
    .option('--data <dir>', 'data folder')
    .option('--as-of <date>', 'yyyy-mm-dd; the end of the facts when not given')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample: clientele value --as-of 2026-10-31')
    .action(async (options: { data?: string; asOf?: string; json?: boolean }) => {
      if (options.asOf !== undefined) requireDate(options.asOf);
      finish(
        await withContext(options, (context) =>
          context.turn.take(async () => {
            const run = runOf(io);
            const done = await settle(context, { actor: 'cli', asOf: options.asOf }, run);
            run.end();
            io.out(
              options.json
                ? `${JSON.stringify({ run: done.runId, asOf: done.asOf, customers: done.customers })}\n`
                : `${say('cli_valued', { run: done.runId ?? '—', asOf: done.asOf ?? '—', customers: done.customers }, io.language) ?? ''}\n`,
            );
            return exitCodes.done;
          }),
        ),
      );
    });
};

export function requireDate(text: string, option = '--as-of'): void {
  try {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new RangeError();
    Temporal.PlainDate.from(text);
  } catch {
    throw new CommandFailed(exitCodes.usage, `${option}: "${text}" is not a date. It must look like 2026-10-31.`);
  }
}
