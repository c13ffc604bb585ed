/** Whether day or month stands first, by all dates of the file: the first thousands of rows of a long log lie in a few days. */
import type { RawRow } from '../../facts/row/raw-row.ts';
import { cellText } from '../../facts/values/cell.ts';
import { openOrder } from '../../facts/values/date.ts';
import { LogRefused } from './refused.ts';
import type { Rows } from './split-blanks.ts';

export type DayOrder = 'dmy' | 'mdy';

/** Null where the dates themselves say it: the year first, points between, a month by name. Refused where every date may be meant either way, or where some allow only the one order and some only the other. */
export async function dateOrderOf(file: Rows, { column, after }: { column: number; after: number }): Promise<DayOrder | null> {
  const found: { open: string | null; dayFirst: Seen | null; monthFirst: Seen | null } = { open: null, dayFirst: null, monthFirst: null };
  let days = 0;
  const see = (row: RawRow): void => {
    const text = cellText(row.cells[column]);
    const order = openOrder(text);
    if (order === null) return;
    days++;
    if (order.first > 12 && order.second <= 12) found.dayFirst = { row: row.number, text, times: (found.dayFirst?.times ?? 0) + 1 };
    else if (order.second > 12 && order.first <= 12)
      found.monthFirst = { row: row.number, text, times: (found.monthFirst?.times ?? 0) + 1 };
    else if (order.first !== order.second) found.open ??= text;
  };
  for await (const batch of file.rows()) for (const row of batch) if (row.number > after) see(row);
  const { open, dayFirst, monthFirst } = found;
  if (dayFirst !== null && monthFirst !== null) {
    const odd = dayFirst.times < monthFirst.times ? dayFirst : monthFirst;
    // A day in a thousand may be typed the other way; more show two programs, and then no date is sure.
    if (odd.times > days / 1000)
      throw new LogRefused('log_date_orders_mixed', { one: dayFirst.text, other: monthFirst.text, row: String(odd.row) });
    return odd === dayFirst ? 'mdy' : 'dmy';
  }
  if (dayFirst !== null) return 'dmy';
  if (monthFirst !== null) return 'mdy';
  if (open !== null) throw new LogRefused('log_date_order', { value: open });
  return days > 0 ? 'dmy' : null;
}

interface Seen {
  row: number;
  text: string;
  times: number;
}
