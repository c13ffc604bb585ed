/** clientele demo: fills a data folder with a generated company. */
import { fillWithDemo } from '../../flow/keep/fill-with-demo.ts';
import { journalPosition } from '../../records/batches/reader.ts';
import type { DefineCommand } from '../command.ts';
import { wholeNumber } from '../whole-number.ts';
import { CommandFailed, exitCodes } from '../io.ts';
import { runOf } from '../progress.ts';
import { say } from '../say.ts';

interface Options {
  data?: string;
  customers: string;
  seed: string;
  until?: string;
  json?: boolean;
}

export const demo: DefineCommand = (program, { io, withContext, finish }) => {
  program
    .command('demo')
    .description('Fill an empty data folder with a demo company')
    .option('--data <dir>', 'data folder')
    .option('--customers <n>', 'how many customers', '300')
    .option('--seed <n>', 'the same seed makes the same company', '1')
    .option('--until <month>', 'yyyy-mm, the last month of its history; the last complete month when not given')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample: clientele demo --data ./demo --customers 1000 --seed 7')
    .action(async (options: Options) => {
      const customers = wholeNumber('--customers', options.customers, 1, 1_000_000);
      const seed = wholeNumber('--seed', options.seed, 0, 2 ** 31 - 1);
      if (options.until !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/.test(options.until))
        throw new CommandFailed(exitCodes.usage, `--until must look like 2026-10, not "${options.until}".`);
      finish(
        await withContext({ ...options, demo: true }, (context) =>
          context.turn.take(async () => {
            if ((await context.records.as('system', journalPosition)) !== '0')
              throw new CommandFailed(
                exitCodes.refused,
                say('cli_demo_not_empty', { folder: context.config.dataDir }, io.language) ?? 'not empty',
              );
            const run = runOf(io);
            const done = await fillWithDemo(
              context,
              { customers, seed, lastMonth: options.until ?? lastCompleteMonth(), language: io.language },
              run,
            );
            run.end();
            io.out(
              options.json
                ? `${JSON.stringify({ customers: done.customers, seed, run: done.runId, asOf: done.asOf })}\n`
                : `${say('cli_demo_filled', { folder: context.config.dataDir, customers: done.customers }, io.language) ?? ''}\n`,
            );
            return exitCodes.done;
          }),
        ),
      );
    });
};

/** The demo company's books end where an accountant's would today. */
export function lastCompleteMonth(): string {
  return Temporal.Now.plainDateISO().subtract({ months: 1 }).toPlainYearMonth().toString();
}
