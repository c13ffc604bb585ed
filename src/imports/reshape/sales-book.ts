/**
 * The Russian sales book (книга продаж): sums without VAT in a column for each rate, and codes of operations of which some are advances or taxes
 * of others. What was sold becomes one sum; the rest is left out.
 */
import type { RawRow } from '../../facts/row/raw-row.ts';
import { isTotal } from '../interpret/total-words.ts';
import { cellText, isEmpty } from '../../facts/values/cell.ts';
import { decimalCell, numberIn, sumOf, textCell } from './cells.ts';
import { type Heads, headsOf, rewriteColumns } from './rewrite-columns.ts';
import type { FoundStep, Reshaper } from './shape.ts';
import { columnOf, type Top } from './table-top.ts';
import { wordsOf } from './words.ts';

export interface SalesBookStep {
  name: 'sales_book';
  heads: Heads;
  code: number | null;
  gross: number;
  net: number[];
  vat: number[];
  /** Columns about the payment and about corrections, which name other documents. */
  gone: number[];
  headings: { net: string; vat: string; gross: string };
}

/** Shipments, works, corrections and retail, by the codes of the tax service's order; advances are 02, 22, 28 and 33. */
const soldCodes: ReadonlySet<string> = new Set('01 04 13 14 18 26 27 29 30 31 34 35 36 37 38 39 40'.split(' '));

export function findSalesBook(sample: readonly RawRow[], top: Top): FoundStep<SalesBookStep> | null {
  const said = top.titles.join(' ');
  const code = columnOf(top.headings, /^код\S* вида операции/iu);
  if (!/книг\S* продаж|дополнительн\S* лист\S* книги продаж/iu.test(said) && code < 0) return null;
  const gross = columnOf(top.headings, /включая ндс|с ндс/iu);
  const net = columnsUnder(top, /стоимость продаж\S*[^/]*(облагаем|освобожд|без ндс)|без ндс|освобождаем/iu);
  const vat = columnsUnder(top, /^сумма ндс/iu);
  if (gross < 0 || net.length === 0) return null;
  // The rates and the numbers of the columns stand below the headings.
  const begins = sample.findIndex(
    (row, at) =>
      at > top.last &&
      /^\d+$/.test(cellText(row.cells[0])) &&
      numberIn(row.cells[gross]) !== null &&
      (code < 0 || /^0?\d{1,2}\b/.test(cellText(row.cells[code]))),
  );
  if (begins < 0) return null;
  const words = wordsOf(top.language);
  const step: SalesBookStep = {
    name: 'sales_book',
    heads: { ...headsOf(top), lastRow: sample[begins - 1]!.number },
    code: code < 0 ? null : code,
    gross,
    net,
    vat,
    gone: top.headings.flatMap((heading, column) =>
      /подтвержд\S* оплату|документа об оплате|исправлен|корректировоч|посредник|валют\S* счета|наименование и код валюты/iu.test(
        heading,
      ) && column !== gross
        ? [column]
        : [],
    ),
    headings: { net: words.netAmount, vat: words.vatAmount, gross: words.grossAmount },
  };
  const rows = sample.slice(begins).filter((row) => !isTotal(cellText(row.cells[0])) && numberIn(row.cells[gross]) !== null);
  const others = rows.filter((row) => !isSold(row, step));
  const evidence = [
    {
      code: 'sales_book',
      detail: {
        kept: String(rows.length - others.length),
        others: String(others.length),
        codes: [...new Set(others.map((row) => (step.code === null ? '' : cellText(row.cells[step.code]))))].join(', '),
      },
    },
  ];
  return { step, evidence, sureness: 'evident', kind: 'sales' };
}

/** The column with the heading, and those to its right that share it. */
function columnsUnder(top: Top, pattern: RegExp): number[] {
  return top.headings
    .flatMap((heading, column) => {
      if (!pattern.test(heading) || /включая ндс|с ндс/iu.test(heading)) return [];
      const shared = [column];
      for (let right = column + 1; right < top.width && (top.headings[right] ?? '') === ''; right++) shared.push(right);
      return shared;
    })
    .filter((column, at, all) => all.indexOf(column) === at);
}

function isSold(row: RawRow, { code, net }: Pick<SalesBookStep, 'code' | 'net'>): boolean {
  const codes =
    code === null
      ? []
      : cellText(row.cells[code])
          .split(/\D+/)
          .filter((text) => text !== '')
          .map((text) => text.padStart(2, '0'));
  if (codes.length > 0) return codes.every((one) => soldCodes.has(one));
  // An advance has VAT, and no sum without it.
  return net.some((column) => numberIn(row.cells[column]) !== null);
}

export function salesBook(step: SalesBookStep): Reshaper {
  const { heads, gross, net, vat, gone, headings, code } = step;
  const take = (row: RawRow, columns: number[]) => {
    const values = columns.flatMap((column) => numberIn(row.cells[column]) ?? []);
    return values.length === 0 ? textCell('') : decimalCell(sumOf(values));
  };
  return rewriteColumns({
    heads,
    headings: new Map<number, string>([
      ...[...gone, ...net.slice(1), ...vat.slice(1), ...(code === null ? [] : [code])].map((column) => [column, ''] as const),
      [gross, headings.gross],
      [net[0]!, headings.net],
      ...(vat.length > 0 ? [[vat[0]!, headings.vat] as const] : []),
    ]),
    rows(row) {
      if (isTotal(cellText(row.cells.find((cell) => !isEmpty(cell)))) || numberIn(row.cells[gross]) === null) return [new Map()];
      if (!isSold(row, step)) return null;
      return [new Map([[net[0]!, take(row, net)], ...(vat.length > 0 ? [[vat[0]!, take(row, vat)] as const] : [])])];
    },
  });
}
