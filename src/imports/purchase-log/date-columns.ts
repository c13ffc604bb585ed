/** Which of several columns of dates is the day of the purchase: by its heading, and by whether it is a date of the customer's own. */
import { normalHeading } from '../../facts/headings/normal-heading.ts';
import { parseDate } from '../../facts/values/date.ts';
import { parseMonth } from '../../facts/values/month.ts';

export interface DateColumn {
  index: number;
  precision: 'day' | 'month';
}

export interface ColumnTexts {
  index: number;
  heading: string;
  /** The cells of the sample, from the first row on; '' where a cell is empty. */
  texts: readonly string[];
}

export type DateChoice = { chosen: DateColumn | null; others: number[]; unclear: number[] };

/** `customers`: the customer of each row of the sample, where a column of customers is known. `unclear`: equally likely ones. */
export function chooseDate(columns: readonly ColumnTexts[], customers: readonly string[] | null): DateChoice {
  const dated = columns.flatMap((column) => {
    const precision = precisionOf(column.texts);
    if (precision === null) return [];
    const own = customers !== null && ofTheCustomer(column.texts, customers);
    // Months stand beside a day of theirs, not instead of it.
    return [{ ...column, precision, rank: rankOf(column.heading) - (own ? 10 : 0) - (precision === 'month' ? 5 : 0) }];
  });
  if (dated.length === 0) {
    // What a heading promises is read, so that the first cell that is no date can be named.
    const named = columns.find(({ heading }) => rankOf(heading) >= 4);
    return { chosen: named === undefined ? null : { index: named.index, precision: 'day' }, others: [], unclear: [] };
  }
  const best = Math.max(...dated.map(({ rank }) => rank));
  const likely = dated.filter(({ rank }) => rank === best);
  const [first] = likely;
  if (first === undefined || best <= neverOfPurchases) return { chosen: null, others: dated.map(({ index }) => index), unclear: [] };
  const unclear = likely.filter(({ texts }) => differ(texts, first.texts)).map(({ index }) => index);
  return {
    chosen: { index: first.index, precision: first.precision },
    others: dated.filter(({ index }) => index !== first.index).map(({ index }) => index),
    unclear: unclear.length === 0 ? [] : [first.index, ...unclear],
  };
}

/** Day, month, or null where most cells are neither. */
export function precisionOf(texts: readonly string[]): DateColumn['precision'] | null {
  const filled = texts.filter((text) => text !== '');
  if (filled.length === 0 || filled.length < texts.length / 2) return null;
  const different = [...new Set(filled)];
  const share = (reads: (text: string) => boolean): number => different.filter(reads).length / different.length;
  if (share(isDay) >= 0.8) return 'day';
  return share((text) => parseMonth(text, 'dmy') !== null && !/^\d{1,5}$/.test(text)) >= 0.8 ? 'month' : null;
}

export function isDay(text: string): boolean {
  return parseDate(text, 'dmy') !== null || parseDate(text, 'mdy') !== null;
}

/** A birthday alone is no day of a purchase; a day of payment alone may be. */
const neverOfPurchases = -20;

function rankOf(heading: string): number {
  const words = ` ${normalHeading(heading)} `;
  return ranks.find(({ says }) => says.test(words))?.rank ?? 3;
}

/** The first that a heading says counts: "order due date" is a due date. A heading that says nothing stands between. */
const ranks: readonly { rank: number; says: RegExp }[] = [
  {
    rank: neverOfPurchases,
    says: / (birth\S*|born|dob|рожд\S*|народж\S*|регистрац\S*|реєстрац\S*|regist\S*|sign up|signup|signed up|joined|cohort|когорт\S*) /,
  },
  {
    rank: 0,
    says: / (due|deadline|expir\S*|valid\S*|until|срок\S*|термін\S*|updated|modified|изменен\S*|змін\S*|delet\S*|first|last|перв\S*|последн\S*|перш\S*|останн\S*|next|план\S*|planned|required|expected|promised|paid|payment|оплат\S*|плат[еі]ж\S*|договор\S*|contract|return\S*|refund\S*|возврат\S*|повернен\S*|cancel\S*|начал\S*|конец|start|end) /,
  },
  { rank: 1, says: / (ship\S*|deliver\S*|dispatch\S*|отгруз\S*|достав\S*|відвант\S*|fulfil\S*|posting|проводк\S*|проведен\S*) / },
  { rank: 6, says: / (order\S*|purchas\S*|bought|заказ\S*|замовлен\S*|покупк\S*|покупок|купівл\S*) / },
  {
    rank: 5,
    says: / (transaction|trans|txn|sale|sales|sold|продаж\S*|реализац\S*|реалізац\S*|invoice\S*|bill\S*|чек\S*|receipt|документ\S*|накладн\S*|операц\S*) /,
  },
  { rank: 4, says: / (date|дата|day|день|datum|datetime|timestamp|время|час) / },
  { rank: 2, says: / (created|creation|создан\S*|створен\S*|month|месяц|місяць|period|период|період) / },
];

/** One date for each customer however often it came, while customers differ: of birth, of joining. */
function ofTheCustomer(texts: readonly string[], customers: readonly string[]): boolean {
  const known = new Map<string, string>();
  let again = 0;
  for (const [at, text] of texts.entries()) {
    const customer = customers[at]!;
    if (text === '' || customer === '') continue;
    const before = known.get(customer);
    if (before === undefined) known.set(customer, text);
    else if (before === text) again++;
    else return false;
  }
  return again >= 5 && new Set(known.values()).size > 1;
}

function differ(one: readonly string[], other: readonly string[]): boolean {
  return one.some((text, at) => text !== other[at] && parseDate(text, 'dmy') !== parseDate(other[at] ?? '', 'dmy'));
}
