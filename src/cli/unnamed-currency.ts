/** One line beside the figures of a company whose currency nobody has named: amounts then carry neither sign nor code. */
import type { Context } from '../context/context.ts';
import { currencyNow } from '../flow/change/preview-currency.ts';
import type { Io } from './io.ts';
import { say } from './say.ts';

export async function sayUnnamedCurrency(context: Context, io: Io): Promise<void> {
  const { asked, named } = await context.records.as('system', currencyNow);
  if (asked) io.err(`${say('cli_currency_not_named', { example: named[0] ?? 'EUR' }, io.language) ?? ''}\n`);
}
