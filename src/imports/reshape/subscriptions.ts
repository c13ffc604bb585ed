/** Subscriptions with a price per month or year: each is a contract whose sum is that of its whole term so far; trials are none. */
import type { RawRow } from '../../facts/row/raw-row.ts';
import { epochDay, isoDate, monthsAfter } from '../../core/calendar.ts';
import { findDateOrder } from '../recognise/date-habits.ts';
import { cellText, isEmpty } from '../../facts/values/cell.ts';
import { dateFromSerial, type DateOrder, parseDate } from '../../facts/values/date.ts';
import { decimalCell, numberIn, textCell } from './cells.ts';
import { type Heads, headsOf, rewriteColumns } from './rewrite-columns.ts';
import type { FoundStep, Reshaper } from './shape.ts';
import { columnOf, rowsBelow, type Top } from './table-top.ts';
import { wordsOf } from './words.ts';

export interface SubscriptionsStep {
  name: 'subscriptions';
  heads: Heads;
  order: DateOrder;
  columns: {
    start: number;
    until: number;
    amount: number;
    interval: number;
    count: number | null;
    status: number | null;
    cancelled: number | null;
  };
  headings: { start: string; until: string; amount: string; cancelled: string };
}

const startHeading =
  /^(start|start date|started( at| on)?|starts at|created|created \(utc\)|subscribed on|начало|дата начала|дата подключения|початок|дата початку)( \(utc\))?$/iu;
const untilHeading =
  /^(current period end|current term end|period end|paid until|next billing( date)?|next renewal( date)?|renewal date|renews( at| on)?|end|end date|ends at|ended at|expires( at| on)?|оплачено до|действует до|дата окончания|конец периода|следующее списание|діє до|дата закінчення|сплачено до)( \(utc\))?$/iu;
const intervalHeading =
  /^(interval|billing interval|plan interval|billing period|billing cycle|billing frequency|frequency|cycle|recurrence|период оплаты|периодичность|периодичность оплаты|период списания|интервал|період оплати|періодичність|інтервал)$/iu;
const countHeading = /^(interval count|billing interval count|every)$/iu;
const amountHeading =
  /^(amount|price|plan amount|unit amount|recurring amount|mrr|fee|сумма|цена|стоимость|тариф|сума|ціна|вартість)(,.*)?$/iu;
const statusHeading = /^(status|state|subscription status|статус|состояние|стан)$/iu;
const cancelledHeading =
  /^(cancell?ed|cancell?ed (at|on)|cancellation date|cancel date|churned (at|on)|дата отмены|отменена?|дата отключения|дата скасування|скасовано)( \(utc\))?$/iu;

const noContract = /^(trial\w*|in trial|incomplete\w*|draft|pending|test|пробн\S*|тест\S*|черновик|чернетка|ожида\S*|пробний)( .*)?$/iu;

export function findSubscriptions(sample: readonly RawRow[], top: Top): FoundStep<SubscriptionsStep> | null {
  const at = (pattern: RegExp): number => columnOf(top.headings, pattern);
  const [start, until, amount, interval] = [at(startHeading), at(untilHeading), at(amountHeading), at(intervalHeading)];
  if (start < 0 || until < 0 || amount < 0 || interval < 0) return null;
  const rows = rowsBelow(sample, top);
  const intervals = rows.map((row) => cellText(row.cells[interval])).filter((text) => text !== '');
  if (intervals.length === 0 || intervals.filter((text) => intervalOf(text) !== null).length < intervals.length * 0.8) return null;
  const words = wordsOf(top.language);
  const optional = (pattern: RegExp): number | null => (at(pattern) < 0 ? null : at(pattern));
  const step: SubscriptionsStep = {
    name: 'subscriptions',
    heads: headsOf(top),
    order: findDateOrder(rows, start, top.headings).order,
    columns: {
      start,
      until,
      amount,
      interval,
      count: optional(countHeading),
      status: optional(statusHeading),
      cancelled: optional(cancelledHeading),
    },
    headings: { start: words.validFrom, until: words.validUntil, amount: words.contractAmount, cancelled: words.terminated },
  };
  const trials = step.columns.status === null ? 0 : rows.filter((row) => noContract.test(cellText(row.cells[step.columns.status!]))).length;
  return {
    step,
    evidence: [{ code: 'subscriptions', detail: { kept: String(rows.length - trials), others: String(trials) } }],
    sureness: 'evident',
    kind: 'contracts',
  };
}

function intervalOf(text: string): { months: number; days: number } | null {
  const count = Number(/\d+/.exec(text)?.[0] ?? '1');
  if (/^(\d+\s*)?(month|months|monthly|mo|m|месяц\S*|мес\.?|ежемесячно|помесячно|місяц\S*|міс\.?|щомісячно)$/iu.test(text.trim()))
    return { months: count, days: 0 };
  if (/^(\d+\s*)?(year|years|yearly|annual\S*|yr|y|год\S*|лет|ежегодно|рік|рок\S*|щорічно)$/iu.test(text.trim()))
    return { months: 12 * count, days: 0 };
  if (/^(\d+\s*)?(quarter\S*|квартал\S*|ежеквартально|щоквартально)$/iu.test(text.trim())) return { months: 3 * count, days: 0 };
  if (/^(half[- ]?year\S*|semi-?annual\S*|полугод\S*|півріч\S*)$/iu.test(text.trim())) return { months: 6, days: 0 };
  if (/^(\d+\s*)?(week|weeks|weekly|недел\S*|еженедельно|тиж\S*|щотижня)$/iu.test(text.trim())) return { months: 0, days: 7 * count };
  return /^(\d+\s*)?(day|days|daily|день|дн\S*|ежедневно|щодня)$/iu.test(text.trim()) ? { months: 0, days: count } : null;
}

export function subscriptions({ heads, order, columns, headings }: SubscriptionsStep): Reshaper {
  const dateIn = (row: RawRow, column: number): string | null => {
    const cell = row.cells[column];
    if (isEmpty(cell)) return null;
    return cell!.type === 'number' ? dateFromSerial(Number(cell!.text)) : parseDate(cellText(cell), order);
  };
  return rewriteColumns({
    heads,
    headings: new Map<number, string>([
      [columns.start, headings.start],
      [columns.until, headings.until],
      [columns.amount, headings.amount],
      [columns.interval, ''],
      ...(columns.count === null ? [] : [[columns.count, ''] as const]),
      ...(columns.status === null ? [] : [[columns.status, ''] as const]),
      ...(columns.cancelled === null ? [] : [[columns.cancelled, headings.cancelled] as const]),
    ]),
    rows(row) {
      if (columns.status !== null && noContract.test(cellText(row.cells[columns.status]))) return null;
      const [start, end] = [dateIn(row, columns.start), dateIn(row, columns.until)];
      const every = intervalOf(cellText(row.cells[columns.interval]));
      const price = numberIn(row.cells[columns.amount]);
      if (start === null || end === null || every === null || price === null || end <= start) return [new Map()];
      const count = columns.count === null ? 1 : Math.max(1, Number(cellText(row.cells[columns.count])) || 1);
      const { times, next } = begun(epochDay(start), epochDay(end), { months: every.months * count, days: every.days * count });
      // What begins the next period is no day of this one.
      const last = next === epochDay(end) ? isoDate(epochDay(end) - 1) : end;
      return [
        new Map([
          [columns.amount, decimalCell({ digits: price.digits * BigInt(times), scale: price.scale }, row.cells[columns.amount])],
          [columns.until, textCell(last)],
        ]),
      ];
    },
  });
}

/** How many intervals begin before the end, and where the one after them would. */
function begun(from: number, end: number, { months, days }: { months: number; days: number }): { times: number; next: number } {
  let times = 1;
  const at = (count: number): number => (months > 0 ? monthsAfter(from, months * count) : from + days * count);
  while (at(times) < end && times < 10_000) times++;
  return { times, next: at(times) };
}
