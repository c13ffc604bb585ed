/**
 * A general ledger or a journal in which both sides of each entry are rows: account, debit, credit. Only the account of what was sold is
 * kept; a credit there is a sale, a debit a return.
 */
import type { Cell, RawRow } from '../../facts/row/raw-row.ts';
import { isTotal } from '../interpret/total-words.ts';
import { matchHeading } from '../recognise/match-heading.ts';
import { cellText, isEmpty } from '../../facts/values/cell.ts';
import { isReceivable, isRevenue, planOf } from './accounts.ts';
import { decimalCell, numberIn, sumOf, textCell } from './cells.ts';
import { type Heads, headsOf, rewriteColumns } from './rewrite-columns.ts';
import type { FoundStep, Reshaper } from './shape.ts';
import { columnOf, rowsBelow, type Top } from './table-top.ts';
import { wordsOf } from './words.ts';

export interface LedgerStep {
  name: 'ledger';
  heads: Heads;
  account: number;
  debit: number;
  credit: number;
  plan: 'ru' | 'uk' | 'name';
  /** A description that names the document, where no column of its own does. */
  document: number | null;
  amount: string;
  documentHeading: string;
  /** Where only the other side of an entry names the customer: its column, and those that tell one document from the next. */
  named: { customer: number; document: number[] } | null;
}

const accountHeading =
  /^(account|account name|account code|account no\.?|account number|acct\.?|gl account|g\/l account|g\/l account no\.?|nominal|nominal code|nominal account|ledger account|ledger|счет|счёт|счет учета|рахунок|рахунок обліку|балансовый счет)$/iu;
const debitHeading =
  /^(debit|debits|debit amount|dr|debit \(.*\)|дебет|дебит|дт|сумма дт|сумма дебет|сума дт|сума дебет|сума за дебетом)(,.*)?$/iu;
const creditHeading =
  /^(credit|credits|credit amount|cr|credit \(.*\)|кредит|кт|сумма кт|сумма кредит|сума кт|сума кредит|сума за кредитом)(,.*)?$/iu;

/** The columns of a ledger; null where a table is none. */
export function ledgerColumns(
  top: Top,
  rows: readonly RawRow[],
): { account: number; debit: number; credit: number; accounts: string[] } | null {
  const [account, debit, credit] = [
    columnOf(top.headings, accountHeading),
    columnOf(top.headings, debitHeading),
    columnOf(top.headings, creditHeading),
  ];
  if (account < 0 || debit < 0 || credit < 0) return null;
  const accounts = rows.map((row) => cellText(row.cells[account])).filter((text) => text !== '');
  const distinct = new Set(accounts);
  // Numbers of bank accounts are no accounts of a ledger.
  if (distinct.size < 2 || accounts.some((text) => /\d{12,}|^[A-Z]{2}\d{2}/.test(text.replace(/\s/g, '')))) return null;
  return { account, debit, credit, accounts };
}

/** Debits and credits of the rows add up to the same: both sides of each entry are there. */
export function isBalanced(rows: readonly RawRow[], { debit, credit }: { debit: number; credit: number }): boolean {
  const total = (column: number): bigint => {
    const sum = sumOf(
      rows.flatMap((row) => (isTotal(cellText(row.cells.find((cell) => !isEmpty(cell)))) ? [] : (numberIn(row.cells[column]) ?? []))),
    );
    return sum.digits * 10n ** BigInt(6 - Math.min(6, sum.scale));
  };
  const [debits, credits] = [total(debit), total(credit)];
  return debits !== 0n && debits === credits;
}

export function findLedger(sample: readonly RawRow[], top: Top): FoundStep<LedgerStep> | null {
  const rows = rowsBelow(sample, top);
  const columns = ledgerColumns(top, rows);
  if (columns === null) return null;
  const plan = planOf(columns.accounts);
  const sold = columns.accounts.filter((account) => isRevenue(account, { numbered: plan }));
  const others = columns.accounts.filter((account) => isReceivable(account, { numbered: plan }) || !isRevenue(account, { numbered: plan }));
  if (sold.length === 0 || others.length === 0) return null;
  const customer = customerColumn(top, columns.account);
  if (customer < 0) return null;
  const words = wordsOf(top.language);
  const step: LedgerStep = {
    name: 'ledger',
    heads: headsOf(top),
    account: columns.account,
    debit: columns.debit,
    credit: columns.credit,
    plan,
    document: describedDocument(rows, top),
    amount: plan === 'name' ? words.netAmount : words.grossAmount,
    documentHeading: words.document,
    named: namedBeside({ sold: rows.filter((row) => isRevenue(cellText(row.cells[columns.account]), { numbered: plan })), top, customer }),
  };
  const evidence = [
    {
      code: 'ledger',
      detail: { accounts: [...new Set(sold)].slice(0, 3).join(', '), kept: String(sold.length), others: String(others.length) },
    },
  ];
  return { step, evidence, sureness: 'evident', kind: 'sales' };
}

/** "Account" may be a customer's elsewhere; here it is the ledger's. */
function customerColumn(top: Top, account: number): number {
  return top.headings.findIndex(
    (heading, column) =>
      column !== account && heading !== '' && (matchHeading(heading, 'sales')[0]?.meaning === 'customer' || /^name$/iu.test(heading)),
  );
}

/** Receivables name who owes; the line of what was sold may not. */
function namedBeside({ sold, top, customer }: { sold: readonly RawRow[]; top: Top; customer: number }): LedgerStep['named'] {
  if (sold.filter((row) => isEmpty(row.cells[customer])).length < sold.length * 0.2) return null;
  const document = top.headings.flatMap((heading, column) =>
    /^(date|document|document_number)$/.test(matchHeading(heading, 'sales')[0]?.meaning ?? '') ||
    /^(description|memo|содержание|описание|зміст|опис|trans(action)? ?(no\.?|#|id)?)$/iu.test(heading)
      ? [column]
      : [],
  );
  return document.length === 0 ? null : { customer, document };
}

/** "Invoice 101" in the description, where nothing else numbers the documents. */
function describedDocument(rows: readonly RawRow[], top: Top): number | null {
  const numbered = top.headings.some(
    (heading) =>
      /^(document|document_number)$/.test(matchHeading(heading, 'sales')[0]?.meaning ?? '') &&
      (matchHeading(heading, 'sales')[0]?.score ?? 0) >= 0.9,
  );
  const description = columnOf(
    top.headings,
    /^(description|memo|details|narration|reference|содержание|описание|зміст|опис|операция|операція)$/iu,
  );
  if (numbered || description < 0) return null;
  const texts = rows.map((row) => cellText(row.cells[description])).filter((text) => text !== '');
  return texts.length > 0 && texts.filter((text) => /\d/.test(text) && text.length <= 80).length >= texts.length * 0.7 ? description : null;
}

export function ledger(step: LedgerStep): Reshaper {
  const kept = salesOnly(step);
  return step.named === null ? kept : afterNaming(step.named, { heads: step.heads, next: kept });
}

/** Keeps the rows of one document back until the last of them, and gives all of them the customer that one of them names. */
function afterNaming(
  { customer, document }: NonNullable<LedgerStep['named']>,
  { heads, next }: { heads: Heads; next: Reshaper },
): Reshaper {
  let held: RawRow[] = [];
  const keyOf = (row: RawRow): string => document.map((column) => cellText(row.cells[column])).join('\u0001');
  const release = (): RawRow[] => {
    const name = held.map((row) => row.cells[customer]).find((cell) => !isEmpty(cell));
    const rows = held.map((row) =>
      isEmpty(row.cells[customer]) && name !== undefined ? { ...row, cells: row.cells.with(customer, name) } : row,
    );
    held = [];
    return rows.flatMap((row) => next.push(row));
  };
  return {
    push(row) {
      const plainRow = row.number > heads.lastRow && row.leftOut !== true && row.cells.length > customer;
      if (!plainRow) return [...release(), ...next.push(row)];
      const before = held[0] !== undefined && keyOf(held[0]) !== keyOf(row) ? release() : [];
      held.push(row);
      return before;
    },
    end: () => [...release(), ...next.end()],
  };
}

function salesOnly({ heads, account, debit, credit, plan, document, amount, documentHeading }: LedgerStep): Reshaper {
  return rewriteColumns({
    heads,
    headings: new Map([[account, ''], [debit, ''], [credit, amount], ...(document === null ? [] : [[document, documentHeading] as const])]),
    rows(row) {
      if (isTotal(cellText(row.cells.find((cell) => !isEmpty(cell))))) return null;
      const name = cellText(row.cells[account]);
      if (!isRevenue(name, { numbered: plan }) || closing.test(row.cells.map(cellText).join(' '))) return null;
      const [taken, given] = [numberIn(row.cells[debit]), numberIn(row.cells[credit])];
      // What cannot be read is shown as it stands.
      const cell: Cell =
        taken === null && given === null
          ? textCell(cellText(row.cells[credit]) || cellText(row.cells[debit]))
          : decimalCell(
              sumOf([
                given ?? { digits: 0n, scale: 2 },
                taken === null ? { digits: 0n, scale: 2 } : { digits: -taken.digits, scale: taken.scale },
              ]),
              given === null ? row.cells[debit] : row.cells[credit],
            );
      return [new Map([[credit, cell]])];
    },
  });
}

/** At the end of a period the account is emptied into the result of the year. */
const closing =
  /closing entr|close (the )?(year|period)|retained earnings|закрытие (месяца|периода|сч|года)|реформаци|закриття (місяця|періоду|рах)|фінансов\S* результат|income summary/iu;
