/** clientele settings set currency=EUR: what naming the company's currency changes, and naming it. */
import { asProgram } from '../core/access/sight.ts';
import type { Context } from '../context/context.ts';
import { asTexts } from '../core/as-texts.ts';
import type { CurrencyChange } from '../flow/change/preview-currency.ts';
import type { Asked } from './command.ts';
import { runOf } from './progress.ts';
import { textTable } from './table.ts';
import type { Words } from './words.ts';

export function nameCurrency(currency: string, { options, io, words, print }: Asked<{ preview?: boolean }>) {
  return async (context: Context): Promise<void> => {
    const { ensureSettled } = await import('../flow/settle.ts');
    const run = runOf(io);
    await ensureSettled(context, run);
    if (options.preview === true) {
      const { previewCurrency } = await import('../flow/change/preview-currency.ts');
      const change = await previewCurrency(context, currency);
      run.end();
      return print({ json: () => asTexts(change), words: () => changeWords(change, words) });
    }
    const { changeRules } = await import('../flow/change/change-rules.ts');
    const done = await changeRules(context, { change: { rules: 'currency', asked: currency }, actor: asProgram('command line') }, run);
    run.end();
    print({
      json: () => ({ version: done.version, changed: done.changed, run: done.runId, asOf: done.asOf, customers: done.customers }),
      words: () => `${words.t('cli_currency_saved', { currency, customers: done.customers })}\n`,
    });
  };
}

function changeWords({ from, to, amounts }: CurrencyChange, words: Words): string {
  const { t, money } = words;
  const rows = amounts.map((of) => [
    of.currency === 'XXX' ? t('currency_row_none') : of.currency,
    money(of.revenueMinor, of.currency === 'XXX' ? to : of.currency),
    String(of.amounts),
    String(of.valued),
    String(of.wouldBeValued),
  ]);
  const lacking = amounts.filter((of) => of.wouldBeValued < of.amounts).map((of) => of.currency);
  const table = textTable(
    ['meaning_currency', 'cli_column_revenue', 'currency_amounts', 'currency_valued', 'currency_would_be_valued'].map((key, at) => ({
      heading: t(key),
      align: at === 0 ? 'left' : 'right',
    })),
    rows,
  );
  const lacks =
    lacking.length === 0
      ? t('currency_nothing_lacks')
      : `${t('currency_lacks', { currency: lacking.join(', ') })} ${t('cli_currency_lacks', { example: lacking[0] })}`;
  return `${t('cli_currency_change', { from: from === 'XXX' ? t('cli_not_named') : from, to })}\n\n${table}\n${lacks}\n`;
}
