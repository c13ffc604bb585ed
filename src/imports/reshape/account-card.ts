/**
 * The card of account 62 (361), or a journal of entries with both accounts in one row: what was sold is debit of the customers' account
 * against revenue, what was paid is its credit against money. The customer is the first line of the analytics of its side.
 */
import type { RawRow } from '../../facts/row/raw-row.ts';
import { cellText, isEmpty } from '../../facts/values/cell.ts';
import { parseDate } from '../../facts/values/date.ts';
import { isAccount, isMoney, isReceivable, isRevenue, planOf } from './accounts.ts';
import { filledColumns, leftOut, numberIn, rowLike } from './cells.ts';
import { amountOf, chooseReading, dayCell, type Entry, entryHeadings, entryOf, entryRow, readDocument, type Wanted } from './entries.ts';
import type { FoundStep, Reshaper } from './shape.ts';
import { columnsOf, rowsBelow, type Top } from './table-top.ts';
import type { Language } from './words.ts';

export interface AccountCardStep {
  name: 'account_card';
  firstRow: number;
  lastRow: number;
  wanted: Wanted;
  plan: 'ru' | 'uk' | 'name';
  language: Language;
  columns: {
    date: number;
    document: number;
    debitAccount: number;
    creditAccount: number;
    /** One column, or the one of each side. */
    amounts: number[];
    debitAnalytics: number[];
    creditAnalytics: number[];
  };
}

const debitSide = /(^|[\s/])(дебет|дт|debit|dr)($|[\s/,.])/iu;
const creditSide = /(^|[\s/])(кредит|кт|credit|cr)($|[\s/,.])/iu;

export function findAccountCard(sample: readonly RawRow[], top: Top, answer: string | undefined): FoundStep<AccountCardStep> | null {
  const rows = rowsBelow(sample, top);
  const codes = (column: number): string[] => rows.map((row) => cellText(row.cells[column])).filter((text) => text !== '');
  const holdsAccounts = (column: number): boolean => {
    const texts = codes(column);
    return texts.length > 0 && texts.filter(isAccount).length >= texts.length * 0.8;
  };
  const debitAccount = columnsOf(top.headings, debitSide).find(holdsAccounts);
  const creditAccount = columnsOf(top.headings, creditSide).find(holdsAccounts);
  if (debitAccount === undefined || creditAccount === undefined || debitAccount === creditAccount) return null;
  const plan = planOf([...codes(debitAccount), ...codes(creditAccount)]);
  const numbered = (column: number): boolean => {
    const filled = rows.filter((row) => !isEmpty(row.cells[column]));
    return filled.length > 0 && filled.filter((row) => numberIn(row.cells[column]) !== null).length >= filled.length * 0.8;
  };
  const isAmount = (column: number): boolean => column !== debitAccount && column !== creditAccount && numbered(column);
  const sums = columnsOf(top.headings, /(^|[\s/])(сумма|сума|amount)($|[\s/,.])/iu).filter(isAmount);
  const bySide = [...columnsOf(top.headings, debitSide), ...columnsOf(top.headings, creditSide)].filter(isAmount);
  const amounts = bySide.length > 0 ? [...new Set([...bySide, ...sums])] : sums.slice(0, 1);
  const date = top.headings.findIndex(
    (heading, column) =>
      /^(дата|период|період|date|дата проводки|дата операции|дата операції)$/iu.test(heading) &&
      codes(column).some((text) => parseDate(text, 'dmy') !== null || /^\d{5}/.test(text)),
  );
  const document = columnsOf(top.headings, /документ|document|регистратор|реєстратор|основание|операци|операці/iu)[0];
  const analytics = columnsOf(top.headings, /аналитик|аналітик|субконто|analytic|контрагент|subconto/iu);
  const debitAnalytics = analytics.filter((column) => debitSide.test(top.headings[column]!));
  const creditAnalytics = analytics.filter((column) => creditSide.test(top.headings[column]!));
  if (amounts.length === 0 || date < 0 || document === undefined || analytics.length === 0) return null;
  const neutral = analytics.filter((column) => !debitAnalytics.includes(column) && !creditAnalytics.includes(column));
  const columns = {
    date,
    document,
    debitAccount,
    creditAccount,
    amounts,
    debitAnalytics: debitAnalytics.length > 0 ? debitAnalytics : neutral,
    creditAnalytics: creditAnalytics.length > 0 ? creditAnalytics : neutral,
  };
  const counts = { sales: 0, payments: 0, neither: 0 };
  for (const row of rows) {
    const entry = entryIn(row, { plan, columns });
    if (entry !== null) counts[entry.is ?? 'neither']++;
  }
  // A journal of entries with one column of sums, and no sale among them, is a list of payments as it stands.
  if (counts.sales === 0 && bySide.length === 0) return null;
  const chosen = chooseReading(counts, answer);
  if (chosen === null) return null;
  const step: AccountCardStep = {
    name: 'account_card',
    firstRow: top.firstRow,
    lastRow: top.lastRow,
    wanted: chosen.wanted,
    plan,
    language: top.language,
    columns,
  };
  const evidence = [
    { code: 'account_card', detail: { sales: String(counts.sales), payments: String(counts.payments), neither: String(counts.neither) } },
  ];
  return {
    step,
    evidence,
    sureness: chosen.open ? 'open' : 'evident',
    kind: chosen.kind,
    readings: { value: chosen.wanted, options: [...chosen.options] },
  };
}

/** Null for balances and turnovers. */
function entryIn(row: RawRow, { plan: numbered, columns }: Pick<AccountCardStep, 'plan' | 'columns'>): Entry | null {
  const [debit, credit] = [cellText(row.cells[columns.debitAccount]), cellText(row.cells[columns.creditAccount])];
  if (debit === '' || credit === '') return null;
  const printed = columns.amounts.map((column) => row.cells[column]).find((cell) => numberIn(cell) !== null);
  const reference = readDocument(cellText(row.cells[columns.document]));
  const entry = (is: Wanted, { back, side }: { back: boolean; side: 'debit' | 'credit' }): Entry => ({
    is,
    date: dayCell(row.cells[columns.date], reference),
    type: reference.type,
    number: reference.number,
    customer: customerIn(row, side === 'debit' ? columns.debitAnalytics : columns.creditAnalytics),
    amount: amountOf(printed, back ? -1 : 1),
  });
  const owed = { debit: isReceivable(debit, { numbered }), credit: isReceivable(credit, { numbered }) };
  if (owed.debit && isRevenue(credit, { numbered }))
    return entry('sales', { back: entryOf(reference.type)?.back === true && (numberIn(printed)?.digits ?? 0n) > 0n, side: 'debit' });
  if (owed.credit && isRevenue(debit, { numbered })) return entry('sales', { back: true, side: 'credit' });
  if (owed.credit && isMoney(debit, { numbered })) return entry('payments', { back: false, side: 'credit' });
  if (owed.debit && isMoney(credit, { numbered })) return entry('payments', { back: true, side: 'debit' });
  return { ...entry('sales', { back: false, side: 'debit' }), is: null };
}

/** The first line of the analytics; the following ones are the contract and the document. */
function customerIn(row: RawRow, columns: readonly number[]): string {
  return columns.map((column) => cellText(row.cells[column]).split(/\n/)[0]!.trim()).find((text) => text !== '') ?? '';
}

export function accountCard(step: AccountCardStep): Reshaper {
  return {
    push(row) {
      if (row.leftOut === true || row.number < step.firstRow) return [row];
      if (row.number === step.firstRow)
        return [rowLike(row, entryHeadings(step.wanted, { language: step.language, includes: step.plan === 'name' ? 'no_vat' : 'vat' }))];
      if (row.number <= step.lastRow) return [];
      if (filledColumns(row).length === 0) return [row];
      const entry = entryIn(row, step);
      return [entry !== null && entry.is === step.wanted ? entryRow(row, step.wanted, entry) : leftOut(row)];
    },
    end: () => [],
  };
}
