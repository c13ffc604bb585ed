/**
 * The company's currency: what it is, what naming another would do, and naming it. Amounts that name no currency are in it, whichever it
 * becomes: nothing is loaded again, everything is measured and valued anew.
 */
import type { Context } from '../../context/context.ts';
import { isCurrency } from '../../core/currencies.ts';
import { minorDigits, noCurrency } from '../../core/minor-digits.ts';
import type { AmountsIn } from '../../metrics/amounts-by-currency.ts';
import { rescaleNeeds } from '../../records/potentials/writer.ts';
import { currentRun } from '../../records/runs/reader.ts';
import { companyCurrency, currenciesOfImports, currencyOfSums, nameCurrency } from '../../records/settings/company-currency.ts';
import { currentSettings } from '../../records/settings/settings.ts';
import type { Tx } from '../../records/database.ts';
import { costCustomers, measureFacts } from '../2-rebuild-metrics/rebuild-metrics.ts';
import { rulesNow } from '../bases.ts';
import { FlowRefused } from '../refused.ts';
import type { Published } from '../3-value-customers/publish-stages.ts';
import type { Run } from '../run.ts';
import { withdrawSettings } from '../rules/settings.ts';
import { settle } from '../settle.ts';

export interface CurrencyNow {
  /** Null while nobody has named it. */
  currency: string | null;
  /** Whether amounts are loaded that lack it: somebody is to be asked. */
  asked: boolean;
  /** What most of the imports that name a currency are in, others after it. */
  named: string[];
}

export async function currencyNow(tx: Tx): Promise<CurrencyNow> {
  const currency = await companyCurrency(tx);
  const found = await currenciesOfImports(tx);
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
  const from = await context.records.as('system', currencyOfSums);
  await refuseWhatCannotBe(context, to);
  return { from, to, amounts: await context.metrics.amountsByCurrency({ to }) };
}

/** Names the currency and values everybody in it, in one go. */
export async function nameCurrencyAndPublish(
  context: Context,
  what: { currency: string; actor: string },
  run: Run,
): Promise<Published & { version: string; changed: boolean }> {
  await refuseWhatCannotBe(context, what.currency);
  const { version, changed, digits, asOf } = await context.records.as('system', async (tx) => {
    const published = await currentRun(tx);
    const { value, version: now } = await currentSettings(tx);
    // A person who names what a file was taken to be in makes it certain: no later import changes it.
    const same = value['currency'] === what.currency && value['currencyNamed'] === true;
    if (same) return { version: now, changed: false, digits: 0, asOf: published?.as_of };
    const more = minorDigits(what.currency) - minorDigits(await currencyOfSums(tx));
    await rescaleNeeds(tx, more);
    const saved = await nameCurrency(tx, what.currency, what.actor);
    return { version: saved.version, changed: value['currency'] !== what.currency, digits: more, asOf: published?.as_of };
  });
  try {
    return { version, changed, ...(await settle(context, { actor: what.actor, asOf }, run)) };
  } catch (error) {
    await withdrawSettings(context, what.actor);
    await context.records.as('system', (tx) => rescaleNeeds(tx, -digits));
    // The metrics may be in the new currency already, and the screens still show what was published in the old one.
    const undisturbed = { signal: new AbortController().signal, report: () => {} };
    const before = await rulesNow(context);
    await measureFacts(context, before, undisturbed);
    await costCustomers(context, before, undisturbed);
    throw error;
  }
}

/** Only money of ISO 4217; and amounts that name no currency are kept with two decimals. */
export async function refuseWhatCannotBe(context: Context, currency: string): Promise<void> {
  if (!isCurrency(currency)) throw new FlowRefused({ code: 'no_such_currency', detail: { currency } });
  if (minorDigits(currency) !== minorDigits(noCurrency) && (await context.metrics.hasUnnamedAmounts())) {
    throw new FlowRefused({ code: 'currency_of_other_decimals', detail: { currency, decimals: String(minorDigits(currency)) } });
  }
}
