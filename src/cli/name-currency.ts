/** clientele settings set currency=EUR: what naming the company's currency changes, and naming it. */
import { changeRules } from '../flow/change/change-rules.ts';
import { type CurrencyChange, previewCurrency } from '../flow/change/preview-currency.ts';
import { ensureSettled } from '../flow/settle.ts';
import { asTexts } from '../core/as-texts.ts';
import type { CommandParts } from './command.ts';
import { exitCodes, type Io } from './io.ts';
import { money } from './money.ts';
import { runOf } from './progress.ts';
import { say } from './say.ts';
import { textTable } from './table.ts';

export async function nameCurrency(
  currency: string,
  options: { data?: string; json?: boolean; preview?: boolean },
  { io, withContext, finish }: CommandParts,
): Promise<void> {
  finish(
    await withContext(options, (context) =>
      context.turn.take(async () => {
        const run = runOf(io);
        await ensureSettled(context, run);
        if (options.preview === true) {
          const change = await previewCurrency(context, currency);
          run.end();
          io.out(options.json ? `${JSON.stringify(asTexts(change))}\n` : changeWords(change, io));
          return exitCodes.done;
        }
        const done = await changeRules(context, { change: { rules: 'currency', asked: currency }, actor: 'cli' }, run);
        run.end();
        io.out(
          options.json
            ? `${JSON.stringify({ version: done.version, changed: done.changed, run: done.runId, asOf: done.asOf, customers: done.customers })}\n`
            : `${say('cli_currency_saved', { currency, customers: done.customers }, io.language) ?? ''}\n`,
        );
        return exitCodes.done;
      }),
    ),
  );
}

function changeWords({ from, to, amounts }: CurrencyChange, io: Io): string {
  const t = (key: string, inputs: Record<string, unknown> = {}): string => say(key, inputs, io.language) ?? key;
  const rows = amounts.map((of) => [
    of.currency === 'XXX' ? t('currency_row_none') : of.currency,
    money(of.revenueMinor, of.currency === 'XXX' ? to : of.currency, io.language),
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
