/** The currency of rows that do not name one: the headings, the titles, the company's, or the language of the file. */
import type { Recognition } from '../contract.ts';
import { parseCurrency } from '../values/currency.ts';
import { normalHeading } from './normal-heading.ts';
import { findTitleCurrency } from './titles.ts';

export function defaultCurrency(found: {
  headings: string[];
  titles: string[];
  columns: Recognition['columns'];
  companyCurrency: string | undefined;
}): { code: string; open: boolean } {
  for (const { heading, meaning } of found.columns) {
    if (!/amount|price|cost/.test(meaning)) continue;
    const words = normalHeading(heading).split(' ');
    for (const word of words.slice(1)) {
      const named = word.length >= 2 || /[$€₽₴]/.test(word) ? parseCurrency(word) : null;
      if (named) return { code: named, open: false };
    }
  }
  const titled = findTitleCurrency(found.titles);
  if (titled) return { code: titled, open: false };
  const words = normalHeading(found.headings.join(' '));
  const ukrainian = /(^| )(пдв|єдрпоу|сума|кількість|контрагента?)( |$)/.test(words) && /[іїєґ]/.test(words);
  if (ukrainian && found.companyCurrency !== 'UAH') return { code: 'UAH', open: !found.columns.some(({ meaning }) => meaning === 'currency') };
  if (found.companyCurrency !== undefined) return { code: found.companyCurrency, open: false };
  return { code: /[а-я]/.test(words) ? 'RUB' : 'USD', open: !found.columns.some(({ meaning }) => meaning === 'currency') };
}
