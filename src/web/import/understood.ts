/** A cell of the file as it is understood in a column of that meaning, and whether it can be understood so at all. */
import type { ColumnMeaning, PrintedCell } from '../data/shapes.ts';
import { date, exactNumber, monthName } from '../language/format.ts';

const days = new Set<ColumnMeaning>(['date', 'valid_until', 'terminated_on']);
const amounts = new Set<ColumnMeaning>([
  'net_amount',
  'gross_amount',
  'refunded_amount',
  'vat_amount',
  'list_price',
  'list_amount',
  'discount_amount',
  'cost_amount',
  'unit_cost',
  'gross_margin',
  'payment_amount',
  'incoming_amount',
  'outgoing_amount',
  'expense_amount',
  'contract_amount',
]);
const numbers = new Set<ColumnMeaning>(['quantity', 'rate', 'nominal', 'minutes', 'hours', 'event_count']);

export interface UnderstoodCell {
  text: string;
  figures: boolean;
  /** It says something, but not what such a column must say. */
  unread: boolean;
}

export function understood(cell: PrintedCell, meaning: ColumnMeaning): UnderstoodCell {
  if (cell.printed === '') return { text: '', figures: false, unread: false };
  if (days.has(meaning)) return cell.date === null ? printed(cell) : { text: date(cell.date), figures: true, unread: false };
  if (meaning === 'month')
    return cell.date === null ? printed(cell) : { text: monthName(cell.date.slice(0, 7)), figures: false, unread: false };
  if (amounts.has(meaning) || numbers.has(meaning))
    return cell.number === null
      ? printed(cell)
      : { text: exactNumber(cell.number, amounts.has(meaning) ? 2 : 0), figures: true, unread: false };
  return { text: cell.printed, figures: false, unread: false };
}

function printed(cell: PrintedCell): UnderstoodCell {
  return { text: cell.printed, figures: false, unread: true };
}
