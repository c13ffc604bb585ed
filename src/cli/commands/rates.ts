/** clientele rates: rates of exchange given by hand, and currencies that lack one; set gives one for each of some currencies. */
import { asProgram } from '../../core/access/sight.ts';
import type { RateByHand, RatesNow } from '../../flow/1-import/rates-by-hand.ts';
import { companyCommand } from '../command.ts';
import { CommandFailed, exitCodes } from '../io.ts';
import { runOf } from '../progress.ts';
import type { Words } from '../words.ts';
import { textTable } from '../table.ts';
import { requireDate } from './value.ts';

interface Options {
  from?: string;
  data?: string;
  json?: boolean;
}

const set = companyCommand<Options>({
  name: 'set',
  description: 'Give a rate for currencies, and value every customer by them; undone like an import',
  arguments: [['<currency=rate...>', "such as USD=92.5: what one unit is worth in the company's currency"]],
  options: [
    ['--data <dir>', 'data folder'],
    ['--json', 'print JSON'],
    ['--from <date>', 'yyyy-mm-dd: the first day they hold on; the first day of amounts in the currency when not given'],
  ],
  examples: ['rates set USD=92.5'],
  on: 'settled',
  work: ({ options, given: texts, io, words, print }) => {
    if (options.from !== undefined) requireDate(options.from, '--from');
    const rates = texts.map((text) => rateOf(text, options.from));
    return async (context) => {
      const { saveRatesAndPublish } = await import('../../flow/change/save-rates.ts');
      const run = runOf(io);
      const done = await saveRatesAndPublish(context, { rates, actor: asProgram('command line') }, run);
      run.end();
      print({
        json: () => ({ batches: done.batches, run: done.runId, asOf: done.asOf, customers: done.customers }),
        words: () => `${words.t('cli_rates_saved', { rates: texts.join(', '), batches: done.batches.join(', ') })}\n`,
      });
    };
  },
});

export const rates = companyCommand<Options>({
  name: 'rates',
  description: 'Show exchange rates given by hand, and currencies that lack a rate; give some with set',
  options: [
    ['--data <dir>', 'data folder'],
    ['--json', 'print JSON'],
  ],
  examples: ['rates', 'rates set USD=92.5 EUR=100.1 --from 2026-01-01'],
  commands: [set],
  on: 'settled',
  work:
    ({ words, print }) =>
    async (context) => {
      const { ratesNow } = await import('../../flow/1-import/rates-by-hand.ts');
      const now = await ratesNow(context);
      print({ json: () => now, words: () => textOf(now, words) });
    },
});

function rateOf(text: string, from: string | undefined): RateByHand {
  const [, currency, rate] = /^\s*([A-Za-z]{3})\s*=\s*(\S.*)$/.exec(text) ?? [];
  if (currency === undefined || rate === undefined) throw new CommandFailed(exitCodes.usage, `"${text}" must look like USD=92.5.`);
  return { currency: currency.toUpperCase(), rate, from };
}

function textOf({ in: own, byHand, lacking }: RatesNow, words: Words): string {
  const { t } = words;
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
