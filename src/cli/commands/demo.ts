/** clientele demo: fills a data folder with a generated company. */
import { companyCommand } from '../command.ts';
import { wholeNumber } from '../whole-number.ts';
import { CommandFailed, exitCodes } from '../io.ts';
import { runOf } from '../progress.ts';

interface Options {
  data?: string;
  customers: string;
  seed: string;
  until?: string;
  json?: boolean;
}

export const demo = companyCommand<Options>({
  name: 'demo',
  description: 'Fill an empty data folder with a demo company',
  options: [
    ['--data <dir>', 'data folder'],
    ['--customers <n>', 'how many customers', '300'],
    ['--seed <n>', 'the same seed makes the same company', '1'],
    ['--until <month>', 'yyyy-mm, the last month of its history; the last complete month when not given'],
    ['--json', 'print JSON'],
  ],
  examples: ['demo --data ./demo --customers 1000 --seed 7'],
  on: 'alone',
  demo: true,
  work: ({ options, io, words, print }) => {
    const customers = wholeNumber('--customers', options.customers, 1, 1_000_000);
    const seed = wholeNumber('--seed', options.seed, 0, 2 ** 31 - 1);
    if (options.until !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/.test(options.until))
      throw new CommandFailed(exitCodes.usage, `--until must look like 2026-10, not "${options.until}".`);
    return async (context) => {
      const { fillWithDemo, hasFacts } = await import('../../flow/keep/fill-with-demo.ts');
      const folder = context.config.dataDir;
      if (await hasFacts(context)) throw new CommandFailed(exitCodes.refused, words.t('cli_demo_not_empty', { folder }));
      const run = runOf(io);
      const lastMonth = options.until ?? lastCompleteMonth();
      const done = await fillWithDemo(context, { customers, seed, lastMonth, language: io.language }, run);
      run.end();
      print({
        json: () => ({ customers: done.customers, seed, run: done.runId, asOf: done.asOf }),
        words: () => `${words.t('cli_demo_filled', { folder, customers: done.customers })}\n`,
      });
    };
  },
});

/** The demo company's books end where an accountant's would today. */
export function lastCompleteMonth(): string {
  return Temporal.Now.plainDateISO().subtract({ months: 1 }).toPlainYearMonth().toString();
}
