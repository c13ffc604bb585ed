/**
 * A statement's own control: the balance printed after each move, the balance at its beginning and end, the sums of what came in and
 * went out. What was read must reproduce them; a reading that does not is wrong, or the file lacks rows.
 */
import type { RawRow } from '../../facts/row/raw-row.ts';
import type { Recognition } from '../recognition.ts';
import { cellText } from '../../facts/values/cell.ts';
import { minorDigits, parseCurrency, splitCurrency } from '../../facts/values/currency.ts';
import { parseNumber, parseStoredNumber, toScale } from '../../facts/values/number.ts';
import { readMove } from '../../facts/payments/money-move.ts';
import { paymentState } from '../../facts/payments/payment-state.ts';
import type { Direction } from '../../facts/payments/payment-words.ts';
import { isFailure, readDate, readMoney } from '../../facts/row/read-values.ts';
import { layoutOf, RowView } from '../../facts/row/row-view.ts';

export interface BalanceRow {
  row: number;
  currency: string;
  /** What came in, below zero what went out; null where that is not told. */
  movedMinor: bigint | null;
  /** Of the account after the move, where the row prints it. */
  balanceMinor: bigint | null;
}

export interface StatedBalance {
  openingMinor: bigint | null;
  closingMinor: bigint | null;
  /** Sums of all that came in and went out; never negative. */
  incomingMinor: bigint | null;
  outgoingMinor: bigint | null;
}

export interface BalanceCheck {
  /** running: from row to row; the others: against a printed sum. */
  of: 'running' | 'incoming' | 'outgoing' | 'closing';
  currency: string;
  agrees: boolean;
  statedMinor: bigint;
  readMinor: bigint;
  /** How many rows or steps were compared. */
  compared: number;
  /** The first row whose balance is another than the one before and its own sum give. */
  firstRow: number | null;
  /** How many rows would fit if their money had gone the other way. */
  turned: number;
}

/** Nothing where the statement prints nothing to check, or rows of several currencies. */
export function checkBalance({ rows, stated }: { rows: readonly BalanceRow[]; stated: StatedBalance }): BalanceCheck[] {
  const currencies = [...new Set(rows.map(({ currency }) => currency))];
  const checks = currencies.flatMap((currency) =>
    running(
      rows.filter((row) => row.currency === currency),
      currency,
    ),
  );
  if (currencies.length !== 1 || rows.some(({ movedMinor }) => movedMinor === null)) return checks;
  const currency = currencies[0]!;
  const sum = (holds: (minor: bigint) => boolean): bigint =>
    rows.reduce((all, { movedMinor }) => (holds(movedMinor!) ? all + movedMinor! : all), 0n);
  const against = (of: BalanceCheck['of'], statedMinor: bigint | null, readMinor: bigint): void => {
    if (statedMinor !== null)
      checks.push({
        of,
        currency,
        agrees: statedMinor === readMinor,
        statedMinor,
        readMinor,
        compared: rows.length,
        firstRow: null,
        turned: 0,
      });
  };
  against(
    'incoming',
    stated.incomingMinor,
    sum((minor) => minor > 0n),
  );
  against('outgoing', stated.outgoingMinor, -sum((minor) => minor < 0n));
  if (stated.openingMinor !== null) against('closing', stated.closingMinor, stated.openingMinor + sum(() => true));
  return checks;
}

/** What a file prints of its balances: all of its rows, those below the table included. */
export function statedBalance(recognition: Recognition, rows: readonly RawRow[]): StatedBalance {
  const { mapping } = recognition;
  const digits = minorDigits(mapping.currency);
  const at = (meaning: string): number => mapping.columns.find((column) => column.meaning === meaning)?.index ?? -1;
  const stated: StatedBalance = { openingMinor: null, closingMinor: null, incomingMinor: null, outgoingMinor: null };
  const numberIn = (row: RawRow, column: number): bigint | null => {
    const cell = row.cells[column];
    const value =
      cell?.type === 'number'
        ? parseStoredNumber(cell.text)
        : parseNumber(splitCurrency(cellText(cell)).number, recognition.reading.decimals[column] ?? ',');
    return value && toScale(value, digits);
  };
  for (const title of recognition.titles) {
    const what = labelOf(title);
    const number =
      what === null || what === 'turnover'
        ? null
        : lastNumber(title, recognition.reading.decimals[at('balance')] ?? (title.includes(',') ? ',' : '.'));
    if (what !== null && what !== 'turnover' && number !== null) stated[what] ??= toScale(number, digits);
  }
  for (const row of rows) {
    const label = row.cells.findIndex((cell) => cell.type === 'text' && labelOf(cellText(cell)) !== null);
    if (label < 0) continue;
    const what = labelOf(cellText(row.cells[label]))!;
    const numbers = row.cells.map((_, column) => (column === label ? null : numberIn(row, column)));
    if (what === 'turnover') {
      // "Итого" below both columns.
      stated.incomingMinor ??= numbers[at('incoming_amount')] ?? null;
      stated.outgoingMinor ??= numbers[at('outgoing_amount')] ?? null;
      continue;
    }
    const number = numbers.find((one) => one !== null) ?? null;
    if (number !== null) stated[what] ??= number;
  }
  return stated;
}

/** The moves of a file with their balances, in its order; rows without a day are none. */
export function balanceRows(recognition: Recognition, rows: readonly RawRow[]): BalanceRow[] {
  const layout = layoutOf(recognition);
  const { mapping, reading } = recognition;
  // A payment system's balance moves by what is left after the fee, and gross sums were read.
  const afterFee =
    mapping.columns.some(({ heading }) => isFee(heading)) &&
    mapping.columns.some(({ heading, meaning }) => meaning === 'ignored' && isAfterFee(heading));
  return rows.flatMap((row) => {
    const view = new RowView(row, layout);
    const date = readDate(view, mapping.dateOrder);
    if (date === null || isFailure(date)) return [];
    const currency = (view.filled('currency') ? parseCurrency(view.text('currency')) : null) ?? mapping.currency;
    const move = readMove(view, { reading, mapping, currency });
    const balance = view.has('balance') && !afterFee ? readMoney(view, 'balance', { dashIsNothing: true }) : null;
    const balanceMinor = balance === null || isFailure(balance) ? null : toScale(balance.value, minorDigits(currency));
    const state = view.filled('posted') ? paymentState(view.text('posted')) : null;
    if (state === 'draft' || state === 'no') return [{ row: row.number, currency, movedMinor: 0n, balanceMinor }];
    const told = !isFailure(move) && (move.direction === 'in' || move.direction === 'out');
    // A transfer between our accounts moves the one that the statement is of by a sum whose sign only the columns show.
    const own =
      !isFailure(move) && move.direction === 'own'
        ? view.filled('incoming_amount')
          ? 1n
          : view.filled('outgoing_amount')
            ? -1n
            : null
        : null;
    return [
      {
        row: row.number,
        currency,
        movedMinor: told ? (move.direction === 'in' ? move.size : -move.size) : own !== null ? own * (move as { size: bigint }).size : null,
        balanceMinor,
      },
    ];
  });
}

/** The direction that the running balance shows of words: each move is the difference of two balances, or its opposite. */
export function directionsByBalance(rows: readonly { word: string; size: number; balance: number | null }[]): Record<string, Direction> {
  const votes = new Map<string, { in: number; out: number; odd: number }>();
  const steps = (step: -1 | 1): number => {
    votes.clear();
    let fits = 0;
    for (let at = 0; at < rows.length; at++) {
      const [row, before] = [rows[at]!, rows[at - step]];
      if (before === undefined || row.balance === null || before.balance === null || row.size === 0) continue;
      const moved = row.balance - before.balance;
      const vote = votes.get(row.word) ?? { in: 0, out: 0, odd: 0 };
      const way = near(moved, row.size) ? 'in' : near(moved, -row.size) ? 'out' : 'odd';
      vote[way]++;
      if (way !== 'odd') fits++;
      votes.set(row.word, vote);
    }
    return fits;
  };
  // The newest row may stand first.
  if (steps(1) < steps(-1)) steps(-1);
  else steps(1);
  return Object.fromEntries(
    [...votes].flatMap(([word, vote]) =>
      vote.odd === 0 && vote.in > 0 !== vote.out > 0 ? [[word, vote.in > 0 ? 'in' : 'out'] as const] : [],
    ),
  );
}

const near = (a: number, b: number): boolean => Math.abs(a - b) < 0.006;

/** Each balance against the one before it; the file may begin with the newest row. */
function running(rows: readonly BalanceRow[], currency: string): BalanceCheck[] {
  const printed = rows.filter(({ balanceMinor }) => balanceMinor !== null);
  if (printed.length < 2 || printed.length < rows.length) return [];
  const wrong = (inOrder: readonly BalanceRow[]): { row: number; count: number; compared: number; turned: number } => {
    let [first, count, compared, turned] = [0, 0, 0, 0];
    for (let at = 1; at < inOrder.length; at++) {
      const row = inOrder[at]!;
      if (row.movedMinor === null) continue;
      compared++;
      if (inOrder[at - 1]!.balanceMinor! + row.movedMinor === row.balanceMinor) continue;
      count++;
      if (inOrder[at - 1]!.balanceMinor! - row.movedMinor === row.balanceMinor) turned++;
      first ||= row.row;
    }
    return { row: first, count, compared, turned };
  };
  const reversed = printed.toReversed();
  const [forward, backward] = [wrong(printed), wrong(reversed)];
  const [inOrder, found] = forward.count <= backward.count ? [printed, forward] : [reversed, backward];
  if (found.compared === 0) return [];
  return [
    {
      of: 'running',
      currency,
      agrees: found.count === 0,
      compared: found.compared,
      firstRow: found.count === 0 ? null : found.row,
      turned: found.turned,
      statedMinor: inOrder.at(-1)!.balanceMinor! - inOrder[0]!.balanceMinor!,
      readMinor: inOrder.slice(1).reduce((sum, { movedMinor }) => sum + (movedMinor ?? 0n), 0n),
    },
  ];
}

const isFee = (heading: string): boolean => /комисси|комісі|\bfees?\b|commission/i.test(heading);
const isAfterFee = (heading: string): boolean =>
  /\bnet\b|нетто|к (выплате|зачислению|перечислению)|до (виплати|зарахування)|payout/i.test(heading);

function labelOf(text: string): keyof StatedBalance | 'turnover' | null {
  const said = text.toLowerCase().replaceAll('ё', 'е').trim();
  if (
    /^(входящ\S* (остаток|сальдо)|(остаток|сальдо) на начало|начальн\S* (остаток|сальдо)|вхідн\S* (залишок|сальдо)|(залишок|сальдо) на початок|початков\S* залишок|opening balance|starting balance|beginning balance|balance (brought forward|b\/?f))/.test(
      said,
    )
  )
    return 'openingMinor';
  if (
    /^(исходящ\S* (остаток|сальдо)|(остаток|сальдо) на конец|конечн\S* (остаток|сальдо)|вихідн\S* (залишок|сальдо)|(залишок|сальдо) на кінець|кінцев\S* залишок|closing balance|ending balance|balance (carried forward|c\/?f))/.test(
      said,
    )
  )
    return 'closingMinor';
  if (
    !/^(итог|всего|оборот|обороти|разом|усього|всього|сумма (поступлений|списаний|зачислений)|total|totals|поступило|списано за)/.test(said)
  )
    return null;
  const [came, went] = [
    /кредит|поступ|зачисл|приход|надход|прихід|credit|deposit|received|paid in|money in/.test(said),
    /дебет|списан|расход|видат|витрат|debit|withdraw|paid out|money out/.test(said),
  ];
  return came === went ? 'turnover' : came ? 'incomingMinor' : 'outgoingMinor';
}

/** "Входящий остаток на 01.04.2026: 1 234 567,89 RUB": the day is no sum. */
function lastNumber(text: string, separator: ',' | '.') {
  const bare = text.replace(/\d{1,4}[./-]\d{1,2}[./-]\d{2,4}/g, ' ');
  const match = /[-–—−]?\d[\d\s\u00a0\u202f.,']*(?=\D*$)/u.exec(bare);
  return match && parseNumber(match[0].trim().replace(/[.,]$/, ''), separator);
}
