/** Sentences for the assumptions of reading a file: their subject, their alternatives, and their evidence. An unknown code is shown as it is, or left out. */
import { noCurrency } from '../../core/minor-digits.ts';
import { m } from '../../../messages/compiled/messages.js';
import type { Assumed, Outcome } from '../data/shapes.ts';
import { currencyName, date, exactNumber, namedMoney, percent, wholeNumber } from '../language/format.ts';
import { kindWord, sentence } from '../language/words.ts';
import { orderedTotals } from './ordered-totals.ts';
import { kinds } from './said-of-file.ts';

export function assumedWord({ key, about }: Assumed): string {
  return sentence(`assumed_${key}`, { about }) ?? key;
}

export function questionWord({ key, about }: Assumed): string {
  return sentence(`question_${key}`, { about }) ?? assumedWord({ key, about } as Assumed);
}

/** One of the values that an assumption may have. */
export function answerWord({ key, about }: Pick<Assumed, 'key' | 'about'>, value: string): string {
  switch (key) {
    case 'rate':
      return value === '' ? m.answer_rate_none() : m.answer_rate_given({ about, rate: exactNumber(value) });
    case 'currency':
      return value === noCurrency ? m.answer_currency_XXX() : currencyName(value);
    case 'kind': {
      const kind = kinds.find((known) => known === value);
      return kind === undefined ? value : kindWord(kind);
    }
    case 'column':
      return sentence(`answer_column_${value}`, {}) ?? sentence(`meaning_${value}`, {}) ?? value;
    case 'vat': {
      const rate = Number(value);
      if (!Number.isFinite(rate)) return value;
      return rate === 0 ? m.answer_vat_net() : m.answer_vat_included({ rate: percent(rate / 100, 2) });
    }
    case 'shape':
      return sentence(`answer_shape_${value}`, {}) ?? m.answer_shape_reshaped();
    default:
      return sentence(`answer_${key}_${value.replaceAll(/\W/g, '_')}`, {}) ?? value;
  }
}

/** The evidence, each a whole sentence. Money and dates among the details are written as the language does. */
export function evidenceWords({ evidence }: Pick<Assumed, 'evidence'>): string[] {
  return evidence
    .map(({ code, detail }) => sentence(`because_${code}`, written(detail)))
    .filter((text) => text !== null)
    .map(wholeSentence);
}

/** A terminal prints the same words in brackets, in the middle of its own sentence. */
export function wholeSentence(text: string): string {
  const begun = `${text.charAt(0).toLocaleUpperCase()}${text.slice(1)}`;
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}

/** "12 345,00 ₽ · 3 документа": what would be loaded. Customers and period only where the answers differ in them. */
export function outcomeWords(
  { totals, documents, customers, firstDate, lastDate, ofSample }: Outcome,
  { options }: Pick<Assumed, 'options'>,
): string {
  const differs = (of: (outcome: Outcome) => unknown): boolean =>
    new Set(options.flatMap(({ outcome }) => (outcome === null ? [] : [of(outcome)]))).size > 1;
  return [
    ...orderedTotals(totals, null).map((total) => namedMoney({ minor: total.netMinor, currency: total.currency })),
    // For some answers only the money is calculated.
    ...(documents === 0 && totals.length > 0 ? [] : [m.outcome_documents({ count: documents })]),
    ...(differs((other) => other.customers) ? [m.outcome_customers({ count: customers })] : []),
    ...(firstDate !== null && lastDate !== null && differs((other) => `${other.firstDate} ${other.lastDate}`)
      ? [firstDate === lastDate ? date(firstDate) : `${date(firstDate)} – ${date(lastDate)}`]
      : []),
    ...(ofSample ? [m.outcome_of_sample()] : []),
  ].join(' · ');
}

/** Counts, decimals and days as the language writes them; `netMinor` with `currency` becomes `net`, a sum of money. Plural forms depend on `count`. */
function written(detail: Record<string, string>): Record<string, string | number> {
  const words: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(detail)) {
    if (/^\d{4}-\d\d-\d\d$/.test(value)) words[name] = date(value);
    else if (/^-?\d+\.\d\d$/.test(value)) words[name] = exactNumber(value, 2);
    else words[name] = counts.has(name) && /^\d{1,9}$/.test(value) ? wholeNumber(Number(value)) : value;
    if (name === 'netMinor' && detail['currency']) words['net'] = namedMoney({ minor: value, currency: detail['currency'] });
    if (name === 'name') words['name'] = sentence(`control_total_${value}`, {}) ?? value;
  }
  const counted = detail['count'] ?? detail['rows'] ?? detail['documents'] ?? detail['cells'] ?? detail['months'];
  return counted === undefined ? words : { ...words, count: Number(counted) };
}

const counts = new Set([
  'rows',
  'row',
  'documents',
  'of',
  'cells',
  'months',
  'here',
  'there',
  'same',
  'other',
  'otherSums',
  'wrong',
  'kept',
  'others',
  'sales',
  'payments',
  'neither',
  'rules',
  'subtotals',
]);
