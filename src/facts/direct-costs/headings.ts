/** The headings of costs that customers caused (freight, penalties), in three languages; whether a table is of such. */
import type { Candidate, Headings, TableShown } from '../kind.ts';
import { type Found, shared, vocabulary } from '../headings/own-vocabulary.ts';

export const directCostHeadings: Headings = {
  tried: 5,
  match: matchDirectCostHeading,
  isTable: isDirectCostsTable,
};

const telling =
  'freight|freight cost|freight amount|freight charge|shipping cost|shipping costs|delivery cost|delivery costs|delivery charge|transport cost|transport costs|фрахт|стоимость доставки|стоимость перевозки|транспортные расходы|транспортные затраты|расходы на доставку|затраты на доставку|вартість доставки|вартість перевезення|транспортні витрати|витрати на доставку|штраф|штрафы|сумма штрафа|сума штрафу|penalty|penalties|penalty amount|direct cost|direct costs|прямые затраты|прямые расходы|прямі витрати|сумма затрат|сумма расходов|сума витрат|cost amount|expense amount';

const match = vocabulary([
  ['expense_amount', 1, telling],
  [
    'expense_amount',
    0.9,
    'сумма|сума|amount|затраты|расходы|витрати|cost|costs|expenses|сумма без ндс|сума без пдв|net amount|amount without vat',
  ],
  [
    'expense_name',
    1,
    'вид затрат|вид расходов|вид витрат|тип затрат|тип расходов|тип витрат|статья затрат|статья расходов|стаття витрат|наименование затрат|вид штрафа|cost type|type of cost|kind of cost|cost kind|cost name|expense type|kind of expense|charge type',
  ],
  ['expense_name', 0.6, 'причина|reason|expense|charge|вид|тип|type|kind|статья|стаття|наименование|описание|description|назва'],
]);

const isTelling = new Set(telling.split('|'));

/** `asSale`: what the heading means in a file of sales. */
function matchDirectCostHeading(heading: string, asSale: () => Candidate[]): Candidate[] {
  const own: Found[] = match(heading);
  return own.length > 0 ? own : asSale().filter(({ meaning }) => shared.has(meaning));
}

/**
 * By its headings: a customer, a day or a document, a cost that says that it is one, and no other money, goods or payments.
 * `titled`: the titles speak of payments or sales, so that a sum by item of cost is one of these.
 */
function isDirectCostsTable({ headings, ...reads }: TableShown): boolean {
  const has = (meanings: string[], least: number): boolean =>
    headings.some(
      (heading) => heading !== '' && reads.own(heading).some(({ meaning, score }) => meanings.includes(meaning) && score >= least),
    );
  if (
    !has(['customer', 'customer_code', 'tax_id'], 0.85) ||
    !has(['date', 'document', 'document_number'], 0.4) ||
    !has(['expense_amount'], 0.9)
  )
    return false;
  const spoken = headings.some((heading) => isTelling.has(plain(heading)));
  if (!spoken && (reads.titled || !has(['expense_name'], 1))) return false;
  const sums = headings.filter((heading) => match(heading).some(({ meaning }) => meaning === 'expense_amount'));
  // Freight beside the sum of an order is one of the order's columns.
  return sums.length === 1 && !headings.some((heading) => heading !== '' && match(heading).length === 0 && reads.ofSales(heading));
}

function plain(heading: string): string {
  return heading.trim().toLowerCase().replaceAll('ё', 'е').split(/[,(]/)[0]!.trim();
}
