/**
 * Reports that people send first and that hold no facts which can be dated or given to a customer: told by title, headings and content,
 * so that a refusal can say what the report is, why it cannot be used, and which one to make instead.
 */
import type { Evidence } from '../assumptions/assumption.ts';
import type { RawRow } from '../../facts/row/raw-row.ts';
import { shortForms } from '../../core/identify/legal-form.ts';
import { isTotal } from '../interpret/total-words.ts';
import { matchHeading } from '../recognise/match-heading.ts';
import { findPeriod, monthOfPeriod } from '../../facts/headings/titles.ts';
import { cellText, isEmpty } from '../../facts/values/cell.ts';
import { parseDate } from '../../facts/values/date.ts';
import { parseDocumentReference } from '../../facts/values/document-reference.ts';
import { findAccountCard } from './account-card.ts';
import { numberIn, sameSum, sumOf } from './cells.ts';
import { findDateOfTitle, isCustomerTotals } from './date-of-title.ts';
import { findLedger, isBalanced, ledgerColumns } from './ledger.ts';
import { findMonthsAcross } from './months-across.ts';
import { findMonthsInRows } from './months-in-rows.ts';
import { findReconciliation, isReconciliation } from './reconciliation.ts';
import { findSettlements, settlementColumns } from './settlements.ts';
import { findTop, rowsBelow, titlesOf, type Top } from './table-top.ts';

export const reportNames = [
  'turnover_balance',
  'turnover_balance_costs',
  'trial_balance',
  'account_report',
  'reconciliation_unnamed',
  'settlement_totals',
  'aging',
  'receivables_list',
  'stock_balances',
  'receipts_without_customers',
  'cash_shifts',
  'general_ledger',
  'profit_and_loss',
  'balance_sheet',
  'cash_flow',
  'purchase_book',
  'pivot_without_dates',
  'customer_totals',
  'periods_too_long',
  'cumulative_periods',
  'months_without_year',
] as const;
export type ReportName = (typeof reportNames)[number];

export interface NamedReport {
  report: ReportName;
  evidence: Evidence;
}

/** Null for a table that may be read. */
export function nameReport(sample: readonly RawRow[]): NamedReport | null {
  const across = findMonthsAcross(sample);
  const top = findTop(sample);
  const said = top === null ? titlesOf(sample.slice(0, 10)) : top.titles;
  const account = /(?:сч[её]т\S*|рахун\S*|account)\s*(?:№\s*)?(\d{2,4}(?:[./]\d{1,2})?)/iu.exec(said.join('\n'))?.[1] ?? '';
  if (/оборотно[-\s]?сальдов|turnover balance/iu.test(said.join('\n')) || isTurnoverBalance(top?.headings ?? []))
    return turnoverBalance({ said, top, account });
  if (top === null && /sales by customer summary|customer sales summary/iu.test(said.join('\n'))) return report('customer_totals');
  const named = byTitle({ sample, said, top, across: across !== null, account });
  if (named !== null) return named;
  if (across?.trouble) return report(across.trouble, across.detail);
  if (across !== null || top === null) return null;
  const rows = rowsBelow(sample, top, 500);
  const inRows = findMonthsInRows(sample, top);
  if (inRows?.trouble) return report(inRows.trouble, inRows.detail);
  return byHeadings(sample, top, rows);
}

function report(name: ReportName, detail: Record<string, string> = {}): NamedReport {
  return { report: name, evidence: { code: name, detail } };
}

interface Situation {
  sample: readonly RawRow[];
  said: string[];
  top: Top | null;
  across: boolean;
  /** That the titles name. */
  account: string;
}

const costAccount = /^(20|23|25|26|28|29|44|92|93|94)/;

/** Of an account of costs and one month it says what each pool cost; of anything else it has no days. */
function turnoverBalance({ said, top, account }: Pick<Situation, 'said' | 'top' | 'account'>): NamedReport | null {
  if ((account !== '' && costAccount.test(account)) || (account === '' && isCosts(top)))
    return monthOfPeriod(findPeriod(said)) === null ? report('turnover_balance_costs', { account }) : null;
  return account === '' && !(top !== null && (namesCustomers(top) || /контрагент|покупател|покупц/iu.test(top.headings.join(' '))))
    ? report('trial_balance')
    : report('turnover_balance', { account });
}

function byTitle({ sample, said, top, across, account }: Situation): NamedReport | null {
  const text = said.join('\n');
  const customer = top !== null && namesCustomers(top);
  if (/\btrial balance\b|пробный баланс/iu.test(text)) return report('trial_balance');
  if (/(анализ|обороты|аналіз|обороти)\s+(сч[её]т|рахунк)/iu.test(text) && !costAccount.test(account))
    return report('account_report', { account });
  if (
    /карточк\S*\s+сч[её]т|картк\S*\s+рахунк/iu.test(text) &&
    /^(62|36|37)/.test(account) &&
    (top === null || findAccountCard(sample, top, undefined) === null)
  )
    return report('account_report', { account });
  if (isReconciliation(sample) && findReconciliation(sample, undefined) === null) return report('reconciliation_unnamed');
  if (/книг\S* (покупок|придбання)|purchase (ledger|book)/iu.test(text)) return report('purchase_book');
  if (customer || across) {
    if (/движени\S* денежных средств|рух\S* грошових коштів|cash ?flow/iu.test(text) && !customer) return report('cash_flow');
    if (customer) return null;
  }
  if (
    /прибыл\S* и убытк|финансов\S* результат|прибутк\S* (і|та) збитк|фінансов\S* результат|profit (and|&) loss|income statement|\bp ?& ?l\b/iu.test(
      text,
    ) ||
    isProfitAndLoss(sample, top)
  )
    return report('profit_and_loss');
  if (
    /движени\S* денежных средств|рух\S* грошових коштів|cash ?flow statement|statement of cash ?flows?/iu.test(text) &&
    !dated(sample, top)
  )
    return report('cash_flow');
  if (/бухгалтерск\S* баланс|\bbalance sheet\b|баланс \(звіт про фінансовий стан\)/iu.test(text)) return report('balance_sheet');
  return null;
}

/** "Сальдо на начало", "Обороты", "Сальдо на конец", each with debit and credit. */
function isTurnoverBalance(printed: readonly string[]): boolean {
  const headings = printed.join(' ');
  return (
    /(сальдо|opening|початок).*(оборот|turnover).*(сальдо|closing|кінець)/iu.test(headings) &&
    /дебет|debit/iu.test(headings) &&
    /кредит|credit/iu.test(headings)
  );
}

function isCosts(top: Top | null): boolean {
  return (
    top !== null &&
    top.headings.some((heading) => /стать\S* (затрат|расход)|стат\S* витрат|cost item|номенклатурн\S* групп|подразделени/iu.test(heading))
  );
}

function namesCustomers(top: Top): boolean {
  return top.headings.some((heading) => {
    const best = heading === '' ? undefined : matchHeading(heading, 'payments')[0];
    return best !== undefined && best.score >= 0.85 && /^(customer|customer_code|tax_id|payer|payee)$/.test(best.meaning);
  });
}

function dated(sample: readonly RawRow[], top: Top | null): boolean {
  return (
    top !== null &&
    rowsBelow(sample, top, 50).some((row) =>
      row.cells.some(
        (cell) => (cell.type === 'number' && cell.dateLike) || (cell.type === 'text' && parseDate(cellText(cell), 'dmy') !== null),
      ),
    )
  );
}

const lines = [
  /^(выручка|доходы?( от (реализации|продаж))?|виручка|дохід( від реалізації)?|чистий дохід|revenue|total (income|revenue|sales)|sales|income)\b/iu,
  /^(себестоимость( продаж)?|собівартість|cost of (goods sold|sales|revenue)|cogs)\b/iu,
  /^(валовая прибыль|валовий прибуток|gross (profit|margin))\b/iu,
  /^((коммерческие|управленческие|операционные|прочие) расходы|(адміністративні|операційні|інші операційні) витрати|(total )?(operating )?expenses)\b/iu,
  /^((чистая )?прибыль( до налогообложения| от продаж)?|(чистий )?(фінансовий результат|прибуток)|net (income|profit|operating income)|operating (income|profit))\b/iu,
];

/** Its lines are what such a report is made of. */
function isProfitAndLoss(sample: readonly RawRow[], top: Top | null): boolean {
  const texts = (top === null ? sample : rowsBelow(sample, top, 200))
    .slice(0, 200)
    .map((row) => cellText(row.cells.find((cell) => cell.type === 'text' && !isEmpty(cell))));
  const found = lines.filter((line) => texts.some((text) => bare(text, line)));
  return found.length >= 3;
}

/** `\b` knows no Cyrillic letters: the line is told by its whole first words. */
function bare(text: string, line: RegExp): boolean {
  const pattern = new RegExp(line.source.replace(/\\b$/, '(?![\\p{L}\\d])'), 'iu');
  return pattern.test(text.trim());
}

function byHeadings(sample: readonly RawRow[], top: Top, rows: RawRow[]): NamedReport | null {
  const { headings, titles } = top;
  const text = titles.join('\n');
  const customers = namesCustomers(top);
  const best = headings.map((heading) => (heading === '' ? undefined : matchHeading(heading, 'sales')[0]));
  const has = (meaning: RegExp, least = 0.85): boolean =>
    best.some((one) => one !== undefined && one.score >= least && meaning.test(one.meaning));
  const few = rows.slice(0, 100);
  const datedColumn = headings.some((_, column) => mostlyDays(few, column));
  const documents = few.some((row) =>
    row.cells.some((cell) => cell.type === 'text' && cell.text.length > 10 && parseDocumentReference(cellText(cell)) !== null),
  );

  const buckets = headings.filter(isBucket).length;
  if (buckets >= 3 || (buckets >= 2 && /aging|ageing|срок\S* (долга|задолж)|термін\S* (борг|заборг)/iu.test(text))) return report('aging');
  if (!datedColumn && !documents && /aging|ageing|по срокам (долга|задолж)|просроченн\S* задолж|за термінами/iu.test(text))
    return report('aging');
  const goods = has(/^product/);
  const moves = settlementColumns(headings);
  if (!customers && goods && !datedColumn && !documents && (moves !== null || isStock(headings, text))) return report('stock_balances');
  if (moves !== null && !goods && !datedColumn && findSettlements(sample, top, undefined) === null && !documents)
    return report('settlement_totals');
  if (customers && !datedColumn && !documents && isDebts(headings)) return report('receivables_list');

  const ledger = ledgerColumns(top, rows);
  if (ledger !== null && isBalanced(rows, ledger) && findLedger(sample, top) === null) return report('general_ledger');
  if (/^general ledger|\bgeneral ledger\b/iu.test(text) && ledger === null && !customers) return report('general_ledger');

  if (!customers && !namesInCells(rows)) {
    if (
      (headings.some((heading) => /наличн|готівк|cash|выручк|виручк|\bsales\b|\btotal\b|сумм|сума/iu.test(heading)) &&
        headings.some((heading) =>
          /^(смена|номер смены|№ смены|зміна|номер зміни|shift|shift no\.?|z-?отч\S*|z-?report|z-?звіт)/iu.test(heading),
        )) ||
      /z-?отч[её]т|z-?report|кассов\S* смен|касов\S* змін/iu.test(text)
    )
      return report('cash_shifts');
    const atTheTill = headings.filter((heading) => till.test(heading.trim())).length;
    const receipts =
      headings.some((heading) => /чек|receipt|квитанц|check no|\bcheck\b|\bbill no/iu.test(heading)) || /чек|receipt/iu.test(text);
    if (datedColumn && (atTheTill >= 3 || (receipts && atTheTill >= 1))) return report('receipts_without_customers');
  }
  if (customers && !datedColumn && !documents && isPivot(headings, rows, best)) return report('pivot_without_dates');
  const summary = /sales by customer summary|customer sales summary/iu.test(text) && !datedColumn && !documents;
  return summary || (isCustomerTotals(sample, top) && findPeriod(titles) !== null && findDateOfTitle(sample, top) === null)
    ? report('customer_totals')
    : null;
}

const till =
  /^(наличные|наличными|карта|картой|безналичные|официант|стол|гости|гостей|кассир|касса|терминал|к оплате|чаевые|готівка|картка|офіціант|стіл|гості|касир|каса|cash|card|credit card|waiter|server|table|guests|covers|cashier|register|terminal|tips?|tendered|change|№ чека|номер чека|чек|receipt( no\.?| number)?)$/iu;

function mostlyDays(rows: readonly RawRow[], column: number): boolean {
  const filled = rows.filter((row) => !isEmpty(row.cells[column]));
  const days = filled.filter((row) => {
    const cell = row.cells[column]!;
    return cell.type === 'number' ? cell.dateLike : cell.type === 'text' && parseDate(cellText(cell), 'dmy') !== null;
  }).length;
  return days > 0 && days >= filled.length * 0.5;
}

/** Days of delay: "1-30", "31 – 60 дней", "> 90", "более 90", "Current". */
function isBucket(heading: string): boolean {
  const text = heading
    .trim()
    .toLowerCase()
    .replace(/\s*(days?|дн\S*|дней|днів|d)\b\.?/giu, ' ')
    .replace(/\s*(дн\S*|дней|днів|дні)$/u, '')
    .trim();
  return (
    /^(от|від|from)?\s*\d{1,3}\s*(-|–|—|до|to)\s*\d{1,3}$/u.test(text) ||
    /^(>|>=|≥|более|свыше|больше|понад|більше|over|above|more than)\s*\d{1,3}$/u.test(text) ||
    /^\d{2,3}\s*(\+|и более|і більше|and over|and above)$/u.test(text) ||
    /^(<|до|менее|under|less than)\s*\d{1,3}$/u.test(text)
  );
}

function isStock(headings: string[], title: string): boolean {
  const stock =
    /остат|залиш|в наличии|в наявності|on hand|in stock|stock (qty|quantity|level)|qty available|available qty|quantity on hand/iu;
  const priced = headings.some((heading) => /цен|цін|price/iu.test(heading)) && /прайс|price list/iu.test(title);
  return (
    !priced &&
    (headings.some((heading) => stock.test(heading)) ||
      /остатк\S* товар|залишк\S* товар|товар\S* на склад|stock|inventory/iu.test(title)) &&
    !headings.some((heading) => /выручк|продаж|sales|реализ|виручк/iu.test(heading))
  );
}

function isDebts(headings: string[]): boolean {
  const money = headings.filter(
    (heading) => /amount|_amount|payment_amount/.test(matchHeading(heading, 'payments')[0]?.meaning ?? '') || debt.test(heading),
  );
  return (
    money.length > 0 &&
    headings.some((heading) => debt.test(heading)) &&
    money.every((heading) => debt.test(heading) || /лимит|limit|ліміт/iu.test(heading))
  );
}

const debt = /долг|задолж|заборг|борг|balance due|amount due|outstanding|open balance|receivable|дебитор|дебітор/iu;

function namesInCells(rows: readonly RawRow[]): boolean {
  let filled = 0;
  let forms = 0;
  for (const row of rows.slice(0, 300)) {
    filled++;
    if (
      row.cells.some(
        (cell) =>
          cell.type === 'text' &&
          cell.text.length < 120 &&
          cellText(cell)
            .toLowerCase()
            .split(/[^\p{L}]+/u)
            .some((word) => shortForms.has(word)),
      )
    )
      forms++;
  }
  return filled > 0 && forms > filled * 0.25;
}

/** Customers by goods: columns of sums with headings that name nothing known, and the sum of all beside them. */
function isPivot(headings: string[], rows: readonly RawRow[], best: ({ meaning: string; score: number } | undefined)[]): boolean {
  const numeric = headings.flatMap((heading, column) => {
    const filled = rows.filter((row) => !isEmpty(row.cells[column]));
    return heading !== '' && filled.length > 0 && filled.every((row) => numberIn(row.cells[column]) !== null) ? [column] : [];
  });
  const total = numeric.find((column) => isTotal(headings[column]!));
  const unknown = numeric.filter((column) => column !== total && (best[column] === undefined || best[column].score < 0.5));
  if (unknown.length < 3 || unknown.length < numeric.length - 1) return false;
  if (total === undefined) return unknown.length >= 4;
  return (
    rows.filter((row) => {
      const sum = numberIn(row.cells[total]);
      return sum !== null && sameSum(sum, sumOf(unknown.flatMap((column) => numberIn(row.cells[column]) ?? [])));
    }).length >=
    rows.length * 0.8
  );
}
