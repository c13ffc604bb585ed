/**
 * The company's currency as a rule. Amounts that name no currency are in it, whichever it becomes: nothing is loaded again, everything is
 * measured and valued anew.
 */
import { asProgram } from '../../core/access/sight.ts';
import type { Context } from '../../context/context.ts';
import { isCurrency } from '../../core/currencies.ts';
import { minorDigits, noCurrency } from '../../core/minor-digits.ts';
import { rescaleNeeds } from '../../records/potentials/writer.ts';
import type { CurrencyRule } from '../../records/rules/company-currency.ts';
import { FlowRefused } from '../refused.ts';
import type { RuleSet } from './rule-set.ts';

export const currencyRules: RuleSet<CurrencyRule | null, string> = {
  name: 'currency',
  read: (stored) => stored as CurrencyRule | null,
  // A person who names what a file was taken to be in makes it certain: no later import changes it.
  after: (_now, asked) => ({ currency: asked, named: true }),
  stored: (chosen) => chosen,
  check: refuseWhatCannotBe,
  // What was said of customers' needs is in minor units of the currency before.
  follow: (tx, { from, to }) => rescaleNeeds(tx, digitsOf(to) - digitsOf(from)),
  measures: true,
};

const digitsOf = (rule: CurrencyRule | null): number => minorDigits(rule?.currency ?? noCurrency);

/** Only money of ISO 4217; and amounts that name no currency are kept with two decimals. */
export async function refuseWhatCannotBe(context: Context, currency: string): Promise<void> {
  if (!isCurrency(currency)) throw new FlowRefused({ code: 'no_such_currency', detail: { currency } });
  if (minorDigits(currency) !== minorDigits(noCurrency) && (await context.metrics.ofCompany(asProgram('rules')).hasUnnamedAmounts())) {
    throw new FlowRefused({ code: 'currency_of_other_decimals', detail: { currency, decimals: String(minorDigits(currency)) } });
  }
}
