/** The headings of costs of pools by month, in three languages; whether a table is one. */
import type { RawRow } from '../row/raw-row.ts';
import { cellText } from '../values/cell.ts';
import { monthOf } from '../values/month.ts';
import { parseNumber } from '../values/number.ts';
import type { Headings, TableShown } from '../kind.ts';
import { type Found, vocabulary } from '../headings/own-vocabulary.ts';
import { monthOfPeriod } from '../headings/titles.ts';

export const costHeadings: Headings = {
  tried: 3,
  match: matchCostHeading,
  isTable: isCostsTable,
};

const match = vocabulary([
  [
    'month',
    1,
    'месяц|период|місяць|період|month|period|отчетный период|звітний період|отчетный месяц|звітний місяць|месяц начисления|период месяц|fiscal period|accounting period|posting period|period month|cost month',
  ],
  ['month', 0.7, 'дата|date|дата проводки|posting date|дата операции|дата операції'],
  [
    'pool',
    1,
    'статья затрат|статьи затрат|статья расходов|статьи расходов|вид затрат|виды затрат|вид расходов|центр затрат|центр расходов|место возникновения затрат|мвз|пул затрат|группа затрат|категория затрат|категория расходов|стаття витрат|статті витрат|вид витрат|види витрат|центр витрат|місце виникнення витрат|категорія витрат|група витрат|пул витрат|cost pool|cost center|cost centre|cost center name|cost centre name|cost item|cost category|cost type|cost element|cost group|expense category|expense type|expense item|expense account|expense group',
  ],
  [
    'pool',
    0.7,
    'подразделение|підрозділ|отдел|відділ|department|dept|department name|account|account name|счет|рахунок|статья|стаття|затраты|расходы|витрати|pool|expense|субконто',
  ],
  [
    'expense_amount',
    1,
    'сумма|сума|amount|сумма затрат|сумма расходов|сума витрат|cost|costs|expenses|cost amount|expense amount|total cost|сумма без ндс|сума без пдв|amount without vat|net amount|сумма за месяц|сума за місяць|обороты за период дебет|обороты дебет|оборот дебет|обороты по дебету|оборот дт|обороти за період дебет|обороти дебет|debit turnover|turnover debit',
  ],
  ['expense_amount', 0.8, 'затраты|расходы|витрати|начислено|нараховано|факт|actual'],
  [
    'minutes',
    1,
    'минут|минуты|оплаченных минут|оплачено минут|оплаченные минуты|отработано минут|отработанные минуты|хвилин|хвилини|оплачених хвилин|оплачено хвилин|відпрацьовано хвилин|minutes|paid minutes|minutes paid|worked minutes|minutes worked',
  ],
  [
    'hours',
    1,
    'часов|часы|оплаченных часов|оплачено часов|оплаченные часы|отработано часов|отработанные часы|человеко часов|человеко часы|годин|години|оплачених годин|оплачено годин|відпрацьовано годин|людино годин|hours|paid hours|hours paid|worked hours|hours worked|man hours|person hours|labor hours|labour hours',
  ],
  ['currency', 1, 'валюта|currency|currency code|код валюты|код валюти|ccy|curr'],
  ['row_number', 0.7, '№|no|n|№ п п|п п|№ з п|line|row'],
]);

export function matchCostHeading(heading: string): Found[] {
  const found = match(heading);
  if (found.length > 0 || !heading.includes(' / ')) return found;
  // "Счет" over "Статьи затрат": the lower one says what most rows are.
  return match(heading.split(' / ').at(-1)!).map((one) => ({ ...one, score: one.score * 0.9 }));
}

/** Anything of these is about customers, goods or payments, of which pools of costs know nothing. */
const others =
  /клиент|контрагент|покупател|покупец|клієнт|покупець|customer|client|товар|номенклатур|product|выручк|виручк|revenue|\bsales\b|продаж|реализац|реалізац|отгруз|відвантаж|прибыл|прибут|profit|margin|движени|руху|cash ?flow|плательщик|платник|payer|получатель|отримувач|payee|назначени|призначен|purpose|приход|поступлен|надходж|цена|ціна|price|скидк|знижк|discount|доход|дохід|income/;

const ofCosts = /затрат|расход|витрат|cost|expense|себестоимост|трудозатрат/;

/** By its headings and what stands under them: months (or a month in the titles), pools, amounts, and nothing else of business. */
function isCostsTable({ headings, titles, rows, period, ofSales }: TableShown): boolean {
  const columns = headings.map(matchCostHeading);
  const at = (meaning: string, least = 0): number[] =>
    columns.flatMap((found, column) => (found.some((one) => one.meaning === meaning && one.score >= least) ? [column] : []));
  const pools = at('pool');
  const months = at('month');
  if (pools.length === 0 || !mostly(rows, at('expense_amount'), (row, column) => parseNumber(cellText(row.cells[column]), ',') !== null))
    return false;
  const known = (column: number): boolean => columns[column]!.length > 0;
  if (headings.some((heading, column) => heading !== '' && (others.test(heading.toLowerCase()) || (!known(column) && ofSales(heading)))))
    return false;
  const dated =
    months.length > 0
      ? mostly(rows, months, (row, column) => monthOf(row.cells[column], 'dmy') !== null)
      : at('pool', 0.89).length > 0 && monthOfPeriod(period) !== null;
  if (!dated) return false;
  // "Подразделение" and "Сумма" by months may as well be what each department sold.
  const said = [...headings, ...titles].join(' ').toLowerCase();
  return (
    at('pool', 0.89).length > 0 ||
    ((at('minutes').length > 0 || at('hours').length > 0 || ofCosts.test(said)) && !others.test(titles.join(' ').toLowerCase()))
  );
}

function mostly(rows: RawRow[], columns: number[], holds: (row: RawRow, column: number) => boolean): boolean {
  return columns.some((column) => {
    const filled = rows.filter((row) => cellText(row.cells[column]) !== '');
    return filled.length > 0 && filled.filter((row) => holds(row, column)).length >= filled.length * 0.6;
  });
}
