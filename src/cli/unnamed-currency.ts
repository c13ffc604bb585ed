/** One line beside the figures of a company whose currency nobody has named: amounts then carry neither sign nor code. */
import { asProgram } from '../core/access/sight.ts';
import type { Context } from '../context/context.ts';
import type { Io } from './io.ts';
import { wordsIn } from './words.ts';

export async function sayUnnamedCurrency(context: Context, io: Io): Promise<void> {
  const { currencyNow } = await import('../flow/change/preview-currency.ts');
  const { asked, named } = await context.records.read(asProgram('command line'), currencyNow);
  if (asked) io.err(`${wordsIn(io.language).t('cli_currency_not_named', { example: named[0] ?? 'EUR' })}\n`);
}
