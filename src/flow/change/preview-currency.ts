/** The company's currency: what it is, and what naming another would do. */
import { asProgram } from '../../core/access/sight.ts';
import type { Context } from '../../context/context.ts';
import { noCurrency } from '../../core/minor-digits.ts';
import type { AmountsIn } from '../../metrics/amounts-by-currency.ts';
import { companyCurrency, currenciesOfJournal, currencyOfSums } from '../../records/rules/company-currency.ts';
import type { ReadTx } from '../../records/database.ts';
import { refuseWhatCannotBe } from '../rules/currency-rule.ts';

export interface CurrencyNow {
  /** Null while nobody has named it. */
  currency: string | null;
  /** Whether amounts are loaded that lack it: somebody is to be asked. */
  asked: boolean;
  /** What most of the imports that name a currency are in, others after it. */
  named: string[];
}

export async function currencyNow(tx: ReadTx): Promise<CurrencyNow> {
  const currency = await companyCurrency(tx);
  const found = await currenciesOfJournal(tx);
  return { currency, asked: currency === null && found.length > 0, named: found.filter((each) => each !== noCurrency) };
}

export interface CurrencyChange {
  /** noCurrency where nobody has named it. */
  from: string;
  to: string;
  /** What is loaded, by the currency that the files name: how many amounts are added up now, and would be. */
  amounts: AmountsIn[];
}

/** Writes nothing. */
export async function previewCurrency(context: Context, to: string): Promise<CurrencyChange> {
  const from = await context.records.read(asProgram('rules'), currencyOfSums);
  await refuseWhatCannotBe(context, to);
  return { from, to, amounts: await context.metrics.ofCompany(asProgram('rules')).amountsByCurrency({ to }) };
}
