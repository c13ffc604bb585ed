/**
 * Signs that a table is a statement of an account or a list of a payment system, by headings and by what stands below them; and that
 * a sum "paid" only stands beside what was sold. Counted, never decided here: kind.ts weighs them against goods and their prices.
 */
import type { Cell, RawRow } from '../../facts/row/raw-row.ts';
import { isAccount } from '../../facts/payments/party.ts';
import { saysWhoPaid } from '../../facts/payments/payer-in-text.ts';
import { directionOf, isSold, operationOf, purposeWords } from '../../facts/payments/payment-words.ts';
import { cellText } from '../../facts/values/cell.ts';
import { parseDate } from '../../facts/values/date.ts';
import { parseNumber } from '../../facts/values/number.ts';
import { matchHeading } from './match-heading.ts';
import { normalHeading } from '../../facts/headings/normal-heading.ts';
import { entryColumns, promisesDirection } from './payment-columns.ts';
import { wordsIn } from './words-in.ts';

/** Each column counts once, for the surest that it shows. */
export function statementSigns(headings: string[], rows: RawRow[]): number {
  // A balance of turnovers has the columns of a statement, and no days.
  if (!headings.some((_, column) => rows.length > 0 && rows.filter(({ cells }) => isDay(cells[column])).length >= rows.length * 0.5))
    return 0;
  const normal = headings.map((heading) => ` ${normalHeading(heading)} `);
  const has = (pattern: RegExp): boolean => normal.some((heading) => pattern.test(heading));
  let signs = 0;
  headings.forEach((heading, column) => {
    if (heading === '') return;
    const texts = [...wordsIn(rows, column).keys()];
    const share = (holds: (text: string) => boolean): number => (texts.length === 0 ? 0 : texts.filter(holds).length / texts.length);
    const means = (wanted: RegExp): boolean =>
      matchHeading(heading, 'payments').some(({ meaning, score }) => wanted.test(meaning) && score >= 0.95);
    if (share(isAccount) >= 0.5) signs++;
    else if (tellsBothWays(texts) && !(/ (вид|тип) (движения|руху) /.test(normal[column]!) && !promisesDirection(heading))) signs += 2;
    else if (means(/^(payer|payee|direction)/) || (promisesDirection(heading) && share((text) => directionOf(text) !== null) > 0)) signs++;
    else if (
      balance.test(normal[column]!) &&
      !/ (товар\S*|склад\S*|шт|кол\S*|долг\S*|взаиморасч\S*) /.test(normal[column]!) &&
      share((text) => parseNumber(text, ',') !== null) >= 0.5
    )
      signs++;
    else if (/ (mcc|кешб\S*|кэшб\S*|cashback|payout|captured|decline reason|automatic payout id|мфо|бик|swift|bic) /.test(normal[column]!))
      signs++;
    else if (/^ (amount refunded|reporting category|balance transaction id) $/.test(normal[column]!)) signs++;
  });
  // What a payment system leaves of a sum.
  if (
    has(/ (fees?|комисси\S*|комісі\S*|commission) /) &&
    has(/ (gross|net|сумма|сума|amount|выплат\S*|виплат\S*|зачислен\S*|зарахован\S*) /)
  )
    signs++;
  if (
    has(/ (fees?|комисси\S*|комісі\S*|commission) /) &&
    has(/ (net|нетто|к (выплате|зачислению|перечислению)|до (виплати|зарахування|перерахування)|payout) /)
  )
    signs++;
  const incoming = headings.some((heading) =>
    matchHeading(heading, 'payments').some(({ meaning, score }) => meaning === 'incoming_amount' && score >= 0.95),
  );
  const outgoing = headings.some((heading) =>
    matchHeading(heading, 'payments').some(({ meaning, score }) => meaning === 'outgoing_amount' && score >= 0.95),
  );
  if (incoming && outgoing) signs++;
  if (entryColumns(headings, rows, { least: 0.5 }) !== null) signs += 2;
  if (headings.some((_, column) => [...wordsIn(rows, column).keys()].some(saysWhoPaid))) signs++;
  if (headings.some((_, column) => paymentTexts([...wordsIn(rows, column).keys()]))) signs++;
  return signs;
}

/** A few words, of which some say in and some say out, and none anything else. */
function tellsBothWays(texts: string[]): boolean {
  const told = texts.map(directionOf);
  return texts.length <= 10 && told.includes('in') && told.includes('out') && !told.includes(null);
}

function isDay(cell: Cell | undefined): boolean {
  return cell?.type === 'number'
    ? cell.dateLike
    : cell?.type === 'text' && (parseDate(cellText(cell), 'dmy') ?? parseDate(cellText(cell), 'mdy')) !== null;
}

const balance = / (остаток|остаток после операции|залишок|balance|баланс|сальдо) /;

/** Purposes as payers write them, or kinds of operation of an account. */
function paymentTexts(texts: string[]): boolean {
  if (texts.length === 0) return false;
  const purposes = texts.filter(
    (text) =>
      /^(част\S* )?(оплата|предоплата|передоплата|платеж|сплата|плата|payment) (за|по|зг\.?|згідно|согласно|for|of|to|сч|рах|накл)/i.test(
        text,
      ) ||
      purposeWords.notFromCustomer.test(text) ||
      purposeWords.settled.test(text),
  ).length;
  if (purposes >= texts.length * 0.5 && texts.some((text) => text.length > 12)) return true;
  const operations = texts.filter((text) => operationOf(text) !== null && operationOf(text) !== 'method');
  return (
    operations.length >= texts.length * 0.8 &&
    operations.some((text) => operationOf(text) === 'other' && !isSold(text)) &&
    operations.some((text) => operationOf(text) === 'payment')
  );
}

/** "Оплачено" beside "Сумма", "Не оплачено", "Долг": how much of a sale was paid so far. */
export function paidBesideSold(headings: string[], rows: RawRow[]): boolean {
  const normal = headings.map((heading) => ` ${normalHeading(heading)} `);
  const numeric = (column: number): boolean => {
    const texts = [...wordsIn(rows, column).keys()];
    return texts.length === 0 || texts.filter((text) => parseNumber(text, ',') !== null).length >= texts.length * 0.5;
  };
  const at = (pattern: RegExp): number => normal.findIndex((heading, column) => pattern.test(heading) && numeric(column));
  const paid = at(/^ (сумма )?(оплачено|оплата|сплачено|paid|amount paid|paid amount|сумма оплаты|сума оплати) $/);
  const sold = normal.findIndex(
    (heading, column) =>
      column !== paid &&
      /^ (сумма|сума|итого|всего|разом|усього|total|amount|order total|invoice total|сумма документа|сума документа|сумма заказа|сумма отгрузки|invoice amount|стоимость|вартість) /.test(
        heading,
      ) &&
      numeric(column),
  );
  const unpaid = at(
    / (не оплачено|неоплачено|не сплачено|долг|задолженность|борг|осталось|к оплате|до сплати|amount due|balance due|outstanding|unpaid|open amount) /,
  );
  return (paid >= 0 && sold >= 0) || (unpaid >= 0 && (sold >= 0 || paid >= 0));
}
