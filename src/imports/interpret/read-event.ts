/** One row of what was done for customers (calls, visits, deliveries), or the reason why it is none. */
import type { ServiceEvent } from '../../core/facts.ts';
import type { Interpreted, Recognition, RejectReason } from '../contract.ts';
import { cellText } from '../values/cell.ts';
import { looseReference } from '../values/document-reference.ts';
import { parseNumber, parseStoredNumber, toScale } from '../values/number.ts';
import { eventWord } from './event-words.ts';
import { outOfRange } from './plausible-dates.ts';
import { readMinutes } from './read-minutes.ts';
import { isDraft, isFailure, namesNobody, readCustomer, readDate } from './read-values.ts';
import type { RowView } from './row-view.ts';

export function readEvent(view: RowView, recognition: Recognition): Interpreted {
  const { mapping, reading } = recognition;
  const row = view.row.number;
  const reject = (reason: RejectReason, detail = ''): Interpreted => ({ type: 'rejected', row, reason, detail, cells: view.printed() });
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
  return isDraft(view) ? { type: 'draft', row, entry } : { type: 'event', row, entry, held: null, heldBecauseOfRow: null };
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
