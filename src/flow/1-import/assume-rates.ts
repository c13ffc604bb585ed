/**
 * Currencies of a staged file for which there is no rate: each is said and may be given one, before the file is loaded. It never has to
 * be: without a rate such amounts are kept and shown, and not added up. The commit gives what was answered (rates-by-hand.ts).
 */
import { asProgram } from '../../core/access/sight.ts';
import type { Context } from '../../context/context.ts';
import { noCurrency } from '../../core/minor-digits.ts';
import { type Assumption, questionKey } from '../../imports/assumptions/assumption.ts';
import { evidence } from '../../imports/assumptions/decide.ts';
import type { FactName } from '../../facts/kinds.ts';
import type { Answers } from '../../facts/row/reading.ts';
import { rowsOf } from '../../journal/preview/preview.ts';
import type { Staging } from '../../journal/staging.ts';
import { registeredEntries } from '../../records/journal/reader.ts';
import { companyCurrency } from '../../records/rules/company-currency.ts';
import { rateInWords, type RateByHand } from './rates-by-hand.ts';

/** Needs `compare`. The value is the rate that a person gave, '' without one. */
export async function assumeRates(
  context: Context,
  connection: Staging['connection'],
  { kind, answers }: { kind: FactName; answers: Answers },
): Promise<Assumption[]> {
  if (!inMoney.has(kind)) return [];
  const currencies = await currenciesOf(connection);
  if (currencies.length === 0) return [];
  const found = await context.records.read(asProgram('import'), async (tx) => ({
    own: await companyCurrency(tx),
    batches: await registeredEntries(tx, context.config.dataDir),
  }));
  // Where nobody has named the company's currency, the first file does: what most of its lines are in.
  const own = found.own ?? currencies[0]!.currency;
  const named = found.own ?? (found.batches.length === 0 && own !== noCurrency ? own : '');
  const rated = new Set(
    await currenciesWithRates(
      connection,
      found.batches.flatMap(({ files }) => files['exchange_rate'] ?? []),
    ),
  );
  return currencies
    .filter(({ currency }) => currency !== own && currency !== noCurrency && !rated.has(currency))
    .map(({ currency }) => {
      const answer = answers[questionKey({ key: 'rate', about: currency })];
      const rate = answer === undefined || answer.trim() === '' ? '' : rateInWords({ currency, rate: answer });
      const said = evidence('no_rate', { currency, own: named });
      return {
        key: 'rate',
        about: currency,
        value: rate,
        evidence: rate === '' ? [said] : [{ ...said, code: 'rate_given' }],
        sureness: answer === undefined ? 'plain' : 'evident',
        decidedBy: answer === undefined ? 'file' : 'person',
        options: [{ value: '', outcome: null }],
      };
    });
}

/** The rates that were given for the staged facts, each from the first day of its currency on. Needs `compare`. */
export async function ratesGiven(connection: Staging['connection'], assumptions: readonly Assumption[]): Promise<RateByHand[]> {
  const given = assumptions.filter(({ key, value }) => key === 'rate' && value !== '');
  if (given.length === 0) return [];
  const first = new Map((await currenciesOf(connection)).map(({ currency, from }) => [currency, from]));
  return given.flatMap(({ about, value }) => (first.has(about) ? [{ currency: about, rate: value, from: first.get(about) }] : []));
}

/** Kinds whose sums are added up with those of others. */
const inMoney: ReadonlySet<FactName> = new Set(['sales', 'payments', 'costs', 'direct_costs', 'contracts']);

/** What most lines are in comes first. */
async function currenciesOf(connection: Staging['connection']): Promise<{ currency: string; from: string }[]> {
  const rows = await rowsOf(
    connection,
    `select currency, min(on_date)::varchar as first from entry where held is null and not draft group by 1 having count(counted_minor) > 0 order by count(*) desc, currency`,
  );
  return rows.map((row) => ({ currency: row['currency'] as string, from: row['first'] as string }));
}

async function currenciesWithRates(connection: Staging['connection'], files: string[]): Promise<string[]> {
  if (files.length === 0) return [];
  const list = files.map((file) => `'${file.replaceAll("'", "''")}'`).join(', ');
  return (await rowsOf(connection, `select distinct currency from read_parquet([${list}], union_by_name = true)`)).map(
    (row) => row['currency'] as string,
  );
}
