/** The headings of price lists in three languages; whether a table is one. */
import type { Candidate, Headings, TableShown } from '../kind.ts';
import { cellText } from '../values/cell.ts';
import { parseNumber } from '../values/number.ts';
import { normalHeading } from '../headings/normal-heading.ts';
import { vocabulary } from '../headings/own-vocabulary.ts';

export const priceHeadings: Headings = {
  tried: 4,
  match: matchPriceHeading,
  isTable: isPriceList,
};

const match = vocabulary([
  [
    'date',
    1,
    'действует с|действует от|действует с даты|дата действия|начало действия|дата начала|дата начала действия|цена с|дата цены|дата установки|дата установки цены|дата установки цен|діє з|діє від|дата дії|початок дії|дата початку|дата початку дії|дата ціни|дата встановлення|дата встановлення ціни|valid from|valid from date|effective date|effective from|price date|start date|starting date|date from',
  ],
  ['date', 0.8, 'дата|date|период|період|period|с|from'],
  [
    'price_type',
    1,
    'вид цены|вид цен|тип цены|тип цен|категория цен|категория цены|прайс лист|вид ціни|вид цін|тип ціни|тип цін|категорія цін|прайс лист|прайс|price type|type of price|price list|price group|price category|price level|price list code|price list name',
  ],
  [
    'list_price',
    1,
    'цена|цена по прайсу|цена по прайс листу|прайсовая цена|базовая цена|отпускная цена|цена за единицу|цена за ед|ціна|ціна за прайсом|прайсова ціна|базова ціна|відпускна ціна|ціна за одиницю|price|list price|unit price|base price|standard price|catalogue price|catalog price|unit list price',
  ],
  [
    'list_price',
    0.9,
    'розничная цена|оптовая цена|цена розничная|цена оптовая|розница|роздрібна ціна|оптова ціна|ціна роздрібна|ціна оптова|retail price|wholesale price|msrp|rrp',
  ],
  ['product_code', 0.8, 'код|code'],
  ['product', 0.8, 'наименование|название|найменування|назва|name|description'],
]);

/** Whether an amount contains the tax is read elsewhere. */
export const ofVat = / (без|с|з|вкл|включая|включно з|without|with|excl|excluding|incl|including|net of|ex)( of)? (ндс|пдв|vat|tax)/;

const ofGoods: ReadonlySet<string> = new Set(['product', 'product_code', 'unit', 'currency', 'row_number']);

/** `asSale`: what the heading means in a file of sales; goods are named there as here. */
function matchPriceHeading(heading: string, asSale: () => Candidate[]): Candidate[] {
  const own = match(normalHeading(heading).replace(ofVat, ''));
  return own.length > 0 ? own : asSale().filter(({ meaning }) => ofGoods.has(meaning));
}

/** Of these a price list knows nothing: who bought, how much, by which document. */
const others =
  /^(customer.*|tax_id|branch_id|quantity|document.*|.*_amount|amount|discount_rate|gross_margin|unit_cost|payer.*|payee.*|purpose|manager)$/;

/** By its headings and what stands under them: goods, a price, and nothing that speaks of a sale. */
function isPriceList({ headings, rows, asSale }: TableShown): boolean {
  const found = headings.map((heading) => (heading === '' ? [] : matchPriceHeading(heading, () => asSale(heading))));
  const at = (...meanings: string[]): number[] =>
    found.flatMap((candidates, column) => (candidates.some(({ meaning }) => meanings.includes(meaning)) ? [column] : []));
  if (at('product', 'product_code').length === 0) return false;
  const sold = headings.some(
    (heading, column) =>
      heading !== '' && found[column]!.length === 0 && asSale(heading).some(({ meaning, score }) => others.test(meaning) && score >= 0.5),
  );
  return (
    !sold &&
    at('list_price').some((column) => {
      const texts = rows.map((row) => cellText(row.cells[column])).filter((text) => text !== '');
      return texts.length > 0 && texts.filter((text) => parseNumber(text, ',') !== null).length >= texts.length * 0.6;
    })
  );
}

/** Whether a price says that it contains value added tax: its heading, else the titles; null where neither says. */
export function includesVat(headings: string[], titles: string[]): boolean | null {
  for (const text of [headings.join(' '), titles.join(' ')]) {
    if (/без\s+(ндс|пдв)|excl\S*\s+(of\s+)?(vat|tax)|(net of|without)\s+(vat|tax)|ex\.?\s+vat/iu.test(text)) return false;
    if (/(с|з|вкл\S*|в т\.? ?ч\.?|у т\.? ?ч\.?)\s+(ндс|пдв)|incl\S*\s+(of\s+)?(vat|tax)|with\s+vat/iu.test(text)) return true;
  }
  return null;
}
