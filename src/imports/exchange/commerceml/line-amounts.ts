/**
 * The money of each line of a CommerceML document, all with two figures: with tax and without it. УчтеноВСумме says of every tax and
 * discount whether the sum beside it includes it; what only the document states is shared among its lines by their sums.
 */
import { divideRounding, parseStoredNumber } from '../../../facts/values/number.ts';
import { child, children, textAt, type XmlElement } from '../../xml/read-elements.ts';
import { exact } from '../exact-sum.ts';
import type { CommerceDocument } from './documents.ts';

export interface LineAmounts {
  gross: bigint;
  /** Null where nothing is said about tax. */
  tax: bigint | null;
  discount: bigint | null;
}

export interface DocumentAmounts {
  /** One for each line; null where its sum cannot be read. */
  lines: (LineAmounts | null)[];
  /** What the lines come to, and what the document says, where both can be read. */
  read: bigint;
  printed: bigint | null;
}

export function amountsOf(document: CommerceDocument): DocumentAmounts {
  const lines = document.lines.map(amountsOfLine);
  const known = lines.filter((line) => line !== null);
  shareDiscounts(document, known);
  shareTaxes(document, known);
  return { lines, read: known.reduce((sum, { gross }) => sum + gross, 0n), printed: exact(document.sum) };
}

function amountsOfLine(line: XmlElement): LineAmounts | null {
  const said = textAt(line, 'Сумма');
  const printed = said === '' ? reckoned(line) : exact(said);
  if (printed === null) return null;
  const discounts = children(child(line, 'Скидки'), 'Скидка');
  const after = printed - sumOf(discounts.filter((one) => !isIncluded(one)));
  const taxes = children(child(line, 'Налоги'), 'Налог').filter(isVat);
  const rate = rateOf(taxes[0]) ?? rateOf(child(line, 'СтавкиНалогов', 'СтавкаНалога'));
  const amounts = { gross: after, tax: null, discount: discounts.length === 0 ? null : sumOf(discounts) };
  if (taxes.length === 0) return { ...amounts, tax: rate === null ? null : taxIn(after, rate) };
  const included = taxes.every(isIncluded);
  const tax = taxes.some((one) => textAt(one, 'Сумма') !== '')
    ? sumOf(taxes)
    : rate === null
      ? null
      : included
        ? taxIn(after, rate)
        : taxOn(after, rate);
  return { ...amounts, tax, gross: included || tax === null ? after : after + tax };
}

/** Lines without a sum have a price and a quantity. */
function reckoned(line: XmlElement): bigint | null {
  const [price, quantity] = [parseStoredNumber(textAt(line, 'ЦенаЗаЕдиницу')), exact(textAt(line, 'Количество'))];
  return price === null || quantity === null ? null : divideRounding(price.digits * quantity, 10n ** BigInt(price.scale));
}

/** A discount on the whole document that its lines do not show. */
function shareDiscounts({ discounts, sum }: CommerceDocument, lines: LineAmounts[]): void {
  const whole = sumOf(discounts);
  const printed = exact(sum);
  const gross = lines.reduce((all, line) => all + line.gross, 0n);
  // Where the lines come to the document's sum already, the discount is in them.
  if (whole === 0n || printed === null || gross - whole !== printed) return;
  share(
    whole,
    lines.map((line) => line.gross),
  ).forEach((part, at) => {
    const line = lines[at]!;
    if (line.tax !== null && line.gross !== 0n) line.tax = divideRounding(line.tax * (line.gross - part), line.gross);
    line.gross -= part;
    line.discount = (line.discount ?? 0n) + part;
  });
}

/** A tax that only the document states. */
function shareTaxes({ taxes }: CommerceDocument, lines: LineAmounts[]): void {
  const vat = taxes.filter(isVat);
  if (vat.length === 0 || lines.some(({ tax }) => tax !== null)) return;
  const included = vat.every(isIncluded);
  share(
    sumOf(vat),
    lines.map((line) => line.gross),
  ).forEach((part, at) => {
    lines[at]!.tax = part;
    if (!included) lines[at]!.gross += part;
  });
}

/** In proportion to the weights, to the kopeck; the last one takes what is left, so that the parts are the whole. */
function share(whole: bigint, weights: bigint[]): bigint[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0n);
  let left = whole;
  return weights.map((weight, at) => {
    const part = at === weights.length - 1 ? left : all === 0n ? 0n : divideRounding(divideRounding(whole * weight, all), kopeck) * kopeck;
    left -= part;
    return part;
  });
}

const kopeck = 10_000n;

function taxIn(gross: bigint, rate: bigint): bigint {
  return divideRounding(divideRounding(gross * rate, hundred + rate), kopeck) * kopeck;
}

function taxOn(net: bigint, rate: bigint): bigint {
  return divideRounding(divideRounding(net * rate, hundred), kopeck) * kopeck;
}

const hundred = 100_000_000n;

function sumOf(elements: XmlElement[]): bigint {
  return elements.reduce((sum, one) => sum + (exact(textAt(one, 'Сумма')) ?? 0n), 0n);
}

/** Without the word a sum is what is paid. */
function isIncluded(element: XmlElement): boolean {
  return !/^(false|0|нет)$/i.test(textAt(element, 'УчтеноВСумме'));
}

function isVat(tax: XmlElement): boolean {
  const name = textAt(tax, 'Наименование');
  return name === '' || /ндс|пдв|vat/i.test(name);
}

/** Per cent in millionths; "Без НДС" is none. */
function rateOf(element: XmlElement | undefined): bigint | null {
  const text = textAt(element, 'Ставка');
  if (/^без|^нет|^-$/i.test(text)) return 0n;
  return text === '' ? null : exact(text.replace('%', ''));
}
