/** One row of what was done for customers (calls, visits, deliveries), or the reason why it is none. */
import type { ServiceEvent } from '../../core/facts.ts';
import type { RejectReason } from '../row/outcome.ts';
import { cellText } from '../values/cell.ts';
import { looseReference } from '../values/document-reference.ts';
import { parseNumber, parseStoredNumber, toScale } from '../values/number.ts';
import { eventWord } from './event-words.ts';
import { outOfRange } from '../row/plausible-dates.ts';
import { readMinutes } from '../row/read-minutes.ts';
import { isDraft, isFailure, namesNobody, readCustomer, readDate } from '../row/read-values.ts';
import type { ReadAs } from '../row/reading.ts';
import type { ReadRow } from '../kind.ts';
import type { RowView } from '../row/row-view.ts';

export function readEvent(view: RowView, as: ReadAs): ReadRow<'events', ServiceEvent> {
  const { mapping, reading } = as;
  const row = view.row.number;
  const reject = (reason: RejectReason, detail = ''): ReadRow<'events', ServiceEvent> => ({
    type: 'rejected',
    row,
    reason,
    detail,
    cells: view.printed(),
  });
  const happenedOn = readDate(view, mapping.dateOrder);
  if (isFailure(happenedOn)) return reject(happenedOn.reason, happenedOn.detail);
  if (happenedOn === null) return reject('missing_date', view.heading('date'));
  if (outOfRange(happenedOn, reading.usualDates)) return reject('date_out_of_range', view.text('date'));
  const customer = readCustomer(view, reading);
  if (namesNobody(customer)) return reject('missing_customer');
  const event = eventWord(view.text('event'));
  if (event === '') return reject('missing_event', view.heading('event'));
  const count = countOf(view);
  if (count === null) return reject('invalid_count', view.text('event_count'));
  const minutesMicro = readMinutes(view);
  if (isFailure(minutesMicro)) return reject(minutesMicro.reason, minutesMicro.detail);
  const entry: ServiceEvent = {
    happenedOn,
    customer,
    number: view.text('event_number').replace(/\.0+$/, ''),
    event,
    count,
    minutesMicro,
    person: view.text('person'),
    documentNumber: (view.text('document_number') || (view.has('document') ? looseReference(view.text('document')).number : '')).replace(
      /\.0+$/,
      '',
    ),
  };
  return isDraft(view)
    ? { type: 'draft', kind: 'events', row, entry }
    : { type: 'fact', kind: 'events', row, entry, held: null, heldBecauseOfRow: null };
}

/** One where the file does not say; null where what it says is no number of events. */
function countOf(view: RowView): bigint | null {
  if (!view.filled('event_count')) return 1n;
  const cell = view.cell('event_count')!;
  const value = (cell.type === 'number' ? parseStoredNumber(cell.text) : null) ?? parseNumber(cellText(cell), view.decimal('event_count'));
  if (value === null) return null;
  const count = toScale(value, 0);
  const whole = value.digits === count * 10n ** BigInt(value.scale);
  return whole && count > 0n && count < 10n ** 12n ? count : null;
}
