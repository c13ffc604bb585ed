/** clientele value: values every customer and publishes the result. */
import { asProgram } from '../../core/access/sight.ts';
import { companyCommand } from '../command.ts';
import { CommandFailed, exitCodes } from '../io.ts';
import { runOf } from '../progress.ts';

export const value = companyCommand<{ data?: string; asOf?: string; json?: boolean }>({
  name: 'value',
  description: 'Value every customer as of a date, and publish it',
  options: [
    ['--data <dir>', 'data folder'],
    ['--as-of <date>', 'yyyy-mm-dd; the end of the facts when not given'],
    ['--json', 'print JSON'],
  ],
  examples: ['value --as-of 2026-10-31'],
  on: 'alone',
  work: ({ options: { asOf }, io, words, print }) => {
    if (asOf !== undefined) requireDate(asOf);
    return async (context) => {
      const { settle } = await import('../../flow/settle.ts');
      const run = runOf(io);
      const done = await settle(context, { actor: asProgram('command line'), asOf }, run);
      run.end();
      print({
        json: () => ({ run: done.runId, asOf: done.asOf, customers: done.customers }),
        words: () => `${words.t('cli_valued', { run: done.runId ?? '—', asOf: done.asOf ?? '—', customers: done.customers })}\n`,
      });
    };
  },
});

export function requireDate(text: string, option = '--as-of'): void {
  try {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new RangeError();
    Temporal.PlainDate.from(text);
  } catch {
    throw new CommandFailed(exitCodes.usage, `${option}: "${text}" is not a date. It must look like 2026-10-31.`);
  }
}
