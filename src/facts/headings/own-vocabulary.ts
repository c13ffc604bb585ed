/** Headings of kinds of file that have words of their own, looked up as whole phrases; and what such a table must not have. */
import type { ColumnMeaning } from '../row/meanings.ts';
import { normalHeading } from './normal-heading.ts';

export interface Found {
  meaning: ColumnMeaning;
  score: number;
}

/** Phrases are separated by `|`; several meanings of one phrase are told apart by what stands in the column. */
export function vocabulary(rules: readonly (readonly [ColumnMeaning, number, string])[]): (heading: string) => Found[] {
  const known = new Map<string, Found[]>();
  for (const [meaning, score, phrases] of rules) {
    for (const phrase of phrases.split('|')) known.set(phrase, [...(known.get(phrase) ?? []), { meaning, score }]);
  }
  return (heading) => {
    const normal = normalHeading(heading);
    return (known.get(normal) ?? known.get(normal.replace(units, '')) ?? []).toSorted((a, b) => b.score - a.score);
  };
}

/** "Сумма, тыс. руб.": what a sum is counted in is read elsewhere. */
const units = /( (в|in))?( (тыс|тис|k))?( (руб|рублей|рубля|грн|rub|uah|kzt|тенге|тг|₽|₴|\$|€|eur|usd|gbp|р))?$/;

/** What files of costs and events of customers share with sales, as sales read it. */
export const shared: ReadonlySet<string> = new Set([
  'date',
  'document',
  'document_number',
  'customer',
  'customer_code',
  'tax_id',
  'branch_id',
  'region',
  'group',
  'industry',
  'currency',
  'posted',
  'deleted',
  'row_number',
]);
