/** What ledgers, cards of an account and statements of settlements become: one row for each sale, or for each payment. */
import type { FactName } from '../../facts/kinds.ts';
import type { Cell, RawRow } from '../../facts/row/raw-row.ts';
import { documentKind } from '../../facts/row/kind-words.ts';
import { isoDate, parseDate } from '../../facts/values/date.ts';
import { parseDocumentReference } from '../../facts/values/document-reference.ts';
import { decimalCell, numberIn, textCell } from './cells.ts';
import { type Language, wordsOf } from './words.ts';

export type Wanted = 'sales' | 'payments';

export interface Entry {
  /** What it is: null for what is neither, as offsets of advances. */
  is: Wanted | null;
  date: Cell;
  type: string;
  number: string;
  customer: string;
  /** Negative for what came back. */
  amount: Cell;
}

export function entryHeadings(
  wanted: Wanted,
  { language, includes, currency = '' }: { language: Language; includes: 'vat' | 'no_vat' | 'unsaid'; currency?: string },
): Cell[] {
  const words = wordsOf(language);
  const sold = { vat: words.grossAmount, no_vat: words.netAmount, unsaid: words.amount }[includes];
  const amount = wanted === 'payments' ? words.paid : sold;
  return [
    words.date,
    ...(wanted === 'payments' ? [] : [words.documentType]),
    words.number,
    words.customer,
    currency === '' ? amount : `${amount}, ${currency}`,
  ].map(textCell);
}

export function entryRow(row: RawRow, wanted: Wanted, { date, type, number, customer, amount }: Entry): RawRow {
  const cells = [date, ...(wanted === 'payments' ? [] : [textCell(type)]), textCell(number), textCell(customer), amount];
  return { ...row, cells, outlineLevel: 0, indent: 0 };
}

/** Which reading a person chose, else sales where there are any; and what the choice is between. */
export function chooseReading(
  counts: Record<Wanted, number>,
  answer: string | undefined,
): { wanted: Wanted; options: Wanted[]; open: boolean; kind: FactName } | null {
  const options = (['sales', 'payments'] as const).filter((reading) => counts[reading] > 0);
  if (options.length === 0) return null;
  const wanted = options.find((reading) => reading === answer) ?? options[0]!;
  return { wanted, options, open: options.length > 1 && wanted !== answer, kind: wanted };
}

/** "Продажа (0000-000101 от 14.01.2026)", "Оплата (12 от 20.01.2026)", or several lines of which the first names the document. */
export function readDocument(printed: string): { type: string; number: string; date: string | null } {
  const first = printed.split(/\n/)[0]!.trim();
  const inBrackets = /^(.*?)\s*\(\s*((?:№\s*)?\S*\d\S*\s+(?:от|від|of|dated|from)\s.+?)\s*\)\.?$/iu.exec(first);
  const text = inBrackets ? `${inBrackets[1]} ${inBrackets[2]}` : first;
  const reference = parseDocumentReference(text);
  if (reference) return reference;
  const shortYear = /^(.*?)\s*(?:№\s*)?(\S*\d\S*)\s+(?:от|від)\s+(\d{1,2})\.(\d{1,2})\.(\d{2})$/iu.exec(text);
  if (shortYear)
    return {
      type: shortYear[1]!.trim(),
      number: shortYear[2]!,
      date: isoDate(2000 + Number(shortYear[5]), Number(shortYear[4]), Number(shortYear[3])),
    };
  const loose = /^(.*?)[\s№#]+(\S*\d\S*)$/u.exec(text);
  return loose ? { type: loose[1]!.trim(), number: loose[2]!, date: null } : { type: text, number: '', date: null };
}

export function dayCell(cell: Cell | undefined, reference: { date: string | null }): Cell {
  if (cell?.type === 'number') return cell;
  if (cell?.type === 'text' && parseDate(cell.text.trim(), 'dmy') !== null) return cell;
  return textCell(reference.date ?? '');
}

export function amountOf(cell: Cell | undefined, sign: 1 | -1): Cell {
  const value = numberIn(cell);
  if (value === null) return cell ?? textCell('');
  return decimalCell({ digits: sign === 1 ? value.digits : -value.digits, scale: value.scale }, cell);
}

/** By the words of its document: sold, given back, paid; null where they say nothing of it. */
export function entryOf(type: string): { is: Wanted; back: boolean } | null {
  const text = type.toLowerCase().replaceAll('ё', 'е');
  if (/зач[её]т|взаимозач[её]т|корректировка долга|коригування боргу|перенос|offset/.test(text)) return null;
  const money =
    /оплат|плат[её]ж|платіж|поступлени\S* (на|денеж|безнал|налич)|надходження (на|безгот|гот|кошт)|безналичн|безготівк|приходн\S* (кассов|ордер)|прибутков\S* (касов|ордер)|эквайринг|еквайринг|пко\b|\bpayment|receipt\b|\bcash|bank|списани\S* (с|безнал|денеж)|списання (з|безгот|кошт)|расходн\S* (кассов|ордер)|видатков\S* касов|поступление на|refund|деньги/.test(
      text,
    );
  if (money)
    return { is: 'payments', back: /возврат|повернен|списани|списання|расходн\S* (кассов|ордер)|видатков\S* касов|refund/.test(text) };
  const kind = documentKind(type);
  if (kind === null || /поставщик|постачальник|приобретени|закупк|supplier/.test(text)) return null;
  return { is: 'sales', back: kind === 'return' };
}
