/**
 * A report of settlements with customers (1C: "Ведомость по контрагентам", "по расчетам с клиентами"): opening balance, increase, decrease, closing
 * balance, by customer and below it by registering document. What was sold and what was paid is told by the documents.
 */
import type { RawRow } from '../../facts/row/raw-row.ts';
import { isTotal } from '../interpret/total-words.ts';
import { matchHeading } from '../recognise/match-heading.ts';
import { cellText, isEmpty } from '../../facts/values/cell.ts';
import { parseDocumentReference } from '../../facts/values/document-reference.ts';
import { filledColumns, isNought, leftOut, numberIn, rowLike } from './cells.ts';
import { amountOf, chooseReading, dayCell, type Entry, entryHeadings, entryOf, entryRow, readDocument, type Wanted } from './entries.ts';
import type { FoundStep, Reshaper } from './shape.ts';
import { columnsOf, rowsBelow, type Top } from './table-top.ts';
import type { Language } from './words.ts';

export interface SettlementsStep {
  name: 'settlements';
  firstRow: number;
  lastRow: number;
  wanted: Wanted;
  language: Language;
  columns: {
    /** Of the documents, and in a grouped report of everything above them. */
    document: number;
    /** A column of its own; null where customers stand above their documents. */
    customer: number | null;
    date: number | null;
    increase: number;
    decrease: number;
  };
}

const opening =
  /(начальн\S*|нач\.?|входящ\S*|початков\S*|вхідн\S*|opening|beginning|start\S*)\s*(остат|сальдо|долг|задолж|залиш|борг|balance)|(остат\S*|сальдо|долг|задолж\S*|залиш\S*|борг)\s*(на|на\s)?\s*(нач|початок)|^\s*(нач|поч)\S*\.?\s*(ост|зал)|долг на начало/iu;
const closing =
  /(конечн\S*|кон\.?|исходящ\S*|кінцев\S*|вихідн\S*|closing|ending)\s*(остат|сальдо|долг|задолж|залиш|борг|balance)|(остат\S*|сальдо|долг|задолж\S*|залиш\S*|борг)\s*(на|на\s)?\s*(кон|кінець)|^\s*(кон|кінц)\S*\.?\s*(ост|зал)|долг на конец/iu;
const increase =
  /^(приход|прихід|увеличение|увеличение долга|збільшення|збільшення боргу|отгружено|відвантажено|начислено|нараховано|продано|increase|charges?|invoiced|дебет|debit)|\/\s*(приход|прихід|увеличение|дебет|debit)$/iu;
const decrease =
  /^(расход|видаток|витрата|уменьшение|уменьшение долга|зменшення|зменшення боргу|оплачено|сплачено|погашено|оплата|decrease|payments?|paid|кредит|credit)|\/\s*(расход|видаток|уменьшение|кредит|credit)$/iu;

/** The columns of such a report; null where a table is none. */
export function settlementColumns(headings: readonly string[]): { increase: number; decrease: number } | null {
  if (!headings.some((heading) => opening.test(heading)) || !headings.some((heading) => closing.test(heading))) return null;
  const moves = (pattern: RegExp): number =>
    headings.findIndex((heading) => pattern.test(heading) && !opening.test(heading) && !closing.test(heading));
  const [up, down] = [moves(increase), moves(decrease)];
  return up < 0 || down < 0 ? null : { increase: up, decrease: down };
}

export function findSettlements(sample: readonly RawRow[], top: Top, answer: string | undefined): FoundStep<SettlementsStep> | null {
  const moves = settlementColumns(top.headings);
  // Of goods in a warehouse, whose documents are no customer's.
  if (
    moves === null ||
    top.headings.some((heading) => matchHeading(heading, 'sales')[0]?.meaning.startsWith('product') === true) ||
    /товар\S* (на|в|у) |остатк\S* товар|залишк\S* товар|склад/iu.test(top.titles.join(' '))
  )
    return null;
  const rows = rowsBelow(sample, top);
  const documented = Array.from({ length: Math.min(6, top.headings.length) }, (_, column) => ({
    column,
    documents: rows.filter((row) => isDocument(cellText(row.cells[column]))).length,
  })).toSorted((a, b) => b.documents - a.documents)[0];
  if (documented === undefined || documented.documents === 0 || documented.documents < rows.length * 0.2) return null;
  const document = documented.column;
  const customer = columnsOf(top.headings, /./u).find(
    (column) =>
      column !== document &&
      /^(customer|payer)$/.test(matchHeading(top.headings[column]!, 'payments')[0]?.meaning ?? '') &&
      rows.some((row) => !isEmpty(row.cells[column]) && !isEmpty(row.cells[document])),
  );
  const date = top.headings.findIndex((heading, column) => column !== document && matchHeading(heading, 'payments')[0]?.meaning === 'date');
  const columns = { document, customer: customer ?? null, date: date < 0 ? null : date, ...moves };
  const counts = { sales: 0, payments: 0, neither: 0 };
  const follow = new Customers(columns);
  for (const row of rows) {
    const entry = entryIn(row, columns, follow);
    if (entry !== null && entry.customer !== '') counts[entry.is ?? 'neither']++;
  }
  const chosen = chooseReading(counts, answer);
  if (chosen === null) return null;
  const step: SettlementsStep = {
    name: 'settlements',
    firstRow: top.firstRow,
    lastRow: top.lastRow,
    wanted: chosen.wanted,
    language: top.language,
    columns,
  };
  const evidence = [
    { code: 'settlements', detail: { sales: String(counts.sales), payments: String(counts.payments), neither: String(counts.neither) } },
  ];
  return {
    step,
    evidence,
    sureness: chosen.open ? 'open' : 'evident',
    kind: chosen.kind,
    readings: { value: chosen.wanted, options: [...chosen.options] },
  };
}

const contract = /^(договор|договір|contract|соглашение|угода|основной|без договора|сделка|заказ|замовлення)/iu;

function isDocument(text: string): boolean {
  return !contract.test(text) && parseDocumentReference(text) !== null;
}

/** The customer above the documents: the nearest row that is neither a contract nor below a document. */
class Customers {
  private readonly columns: SettlementsStep['columns'];
  private name = '';
  private documentDepth = -1;

  constructor(columns: SettlementsStep['columns']) {
    this.columns = columns;
  }

  of(row: RawRow): string {
    if (this.columns.customer === null) return this.name;
    const own = cellText(row.cells[this.columns.customer]);
    if (own !== '') this.name = own;
    return this.name;
  }

  pass(row: RawRow): void {
    const text = cellText(row.cells[this.columns.document]);
    const depth = Math.max(row.outlineLevel, row.indent);
    if (isDocument(text)) this.documentDepth = depth;
    else if (text !== '' && !contract.test(text) && !isTotal(text) && !(this.documentDepth >= 0 && depth > this.documentDepth))
      this.name = text;
  }
}

function entryIn(row: RawRow, columns: SettlementsStep['columns'], customers: Customers): Entry | null {
  const printed = cellText(row.cells[columns.document]);
  if (columns.customer === null) customers.pass(row);
  const customer = customers.of(row);
  if (!isDocument(printed)) return null;
  const reference = readDocument(printed);
  const told = entryOf(reference.type);
  const [up, down] = [row.cells[columns.increase], row.cells[columns.decrease]];
  const sides = [up, down].filter((cell) => !isNought(cell));
  if (sides.length !== 1 || numberIn(sides[0]) === null) return null;
  // A sale makes the debt grow, a payment makes it smaller; on the other side they take back.
  const usual = told?.is === 'payments' ? sides[0] === down : sides[0] === up;
  return {
    is: told?.is ?? null,
    date: dayCell(columns.date === null ? undefined : row.cells[columns.date], reference),
    type: reference.type,
    number: reference.number,
    customer,
    amount: amountOf(sides[0], usual ? 1 : -1),
  };
}

export function settlements(step: SettlementsStep): Reshaper {
  const customers = new Customers(step.columns);
  return {
    push(row) {
      if (row.leftOut === true || row.number < step.firstRow) return [row];
      if (row.number === step.firstRow) return [rowLike(row, entryHeadings(step.wanted, { language: step.language, includes: 'unsaid' }))];
      if (row.number <= step.lastRow) return [];
      if (filledColumns(row).length === 0) return [row];
      const entry = entryIn(row, step.columns, customers);
      return [entry !== null && entry.is === step.wanted ? entryRow(row, step.wanted, entry) : leftOut(row)];
    },
    end: () => [],
  };
}
