/** clientele rates: rates of exchange given by hand, and currencies that lack one; set gives one for each of some currencies. */
import type { Command } from 'commander';
import { type RateByHand, ratesNow, type RatesNow } from '../../flow/1-import/rates-by-hand.ts';
import { saveRatesAndPublish } from '../../flow/change/save-rates.ts';
import { ensureSettled } from '../../flow/settle.ts';
import type { DefineCommand } from '../command.ts';
import { CommandFailed, exitCodes, type Io } from '../io.ts';
import { runOf } from '../progress.ts';
import { say } from '../say.ts';
import { textTable } from '../table.ts';
import { requireDate } from './value.ts';

interface Options {
  from?: string;
  data?: string;
  json?: boolean;
}

export const rates: DefineCommand = (program, { io, withContext, finish }) => {
  const command = withOptions(program.command('rates'))
    .description('Show exchange rates given by hand, and currencies that lack a rate; give some with set')
    .addHelpText('after', '\nExample: clientele rates\n         clientele rates set USD=92.5 EUR=100.1 --from 2026-01-01');
  command.action(async (options: Options) => {
    finish(
      await withContext(options, (context) =>
        context.turn.take(async () => {
          const run = runOf(io);
          await ensureSettled(context, run);
          run.end();
          const now = await ratesNow(context);
          io.out(options.json ? `${JSON.stringify(now)}\n` : words(now, io));
          return exitCodes.done;
        }),
      ),
    );
  });
  withOptions(command.command('set'))
    .argument('<currency=rate...>', "such as USD=92.5: what one unit is worth in the company's currency")
    .description('Give a rate for currencies, and value every customer by them; undone like an import')
    .option('--from <date>', 'yyyy-mm-dd: the first day they hold on; the first day of amounts in the currency when not given')
    .addHelpText('after', '\nExample: clientele rates set USD=92.5')
    .action(async (texts: string[], _options: Options, self: Command) => {
      const options = self.optsWithGlobals<Options>();
      if (options.from !== undefined) requireDate(options.from, '--from');
      const given = texts.map((text) => rateOf(text, options.from));
      finish(
        await withContext(options, (context) =>
          context.turn.take(async () => {
            const run = runOf(io);
            await ensureSettled(context, run);
            const done = await saveRatesAndPublish(context, { rates: given, actor: 'cli' }, run);
            run.end();
            io.out(
              options.json
                ? `${JSON.stringify({ batches: done.batches, run: done.runId, asOf: done.asOf, customers: done.customers })}\n`
                : `${say('cli_rates_saved', { rates: texts.join(', '), batches: done.batches.join(', ') }, io.language) ?? ''}\n`,
            );
            return exitCodes.done;
          }),
        ),
      );
    });
};

function withOptions(command: Command): Command {
  return command.option('--data <dir>', 'data folder').option('--json', 'print JSON');
}

function rateOf(text: string, from: string | undefined): RateByHand {
  const [, currency, rate] = /^\s*([A-Za-z]{3})\s*=\s*(\S.*)$/.exec(text) ?? [];
  if (currency === undefined || rate === undefined) throw new CommandFailed(exitCodes.usage, `"${text}" must look like USD=92.5.`);
  return { currency: currency.toUpperCase(), rate, from };
}

function words({ in: own, byHand, lacking }: RatesNow, io: Io): string {
  const t = (key: string, inputs: Record<string, unknown> = {}): string => say(key, inputs, io.language) ?? key;
  const given = textTable(
    [
      { heading: t('cli_column_batch'), align: 'right' },
      { heading: t('meaning_currency'), align: 'left' },
      { heading: t('meaning_rate'), align: 'right' },
      { heading: t('rates_from'), align: 'left' },
    ],
    byHand.map((rate) => [rate.batch, rate.currency, rate.rate, rate.from]),
  );
  const lacks = lacking
    .map(
      ({ currency, amounts, without, from }) =>
        `${t('cli_rates_lacking', { currency, amounts: String(amounts), without: String(without), from })}\n`,
    )
    .join('');
  return `${own === null ? t('cli_rates_in_unnamed') : t('cli_rates_in', { currency: own })}\n${byHand.length === 0 ? '' : `\n${given}`}${lacks === '' ? '' : `\n${lacks}`}`;
}
