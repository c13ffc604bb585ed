/** Working time of a row, from a column of minutes or of hours, as a number or as hh:mm, to millionths of minutes. */
import type { ColumnMeaning } from './meanings.ts';
import { cellText } from '../values/cell.ts';
import { type Decimal, divideRounding, multiply, parseNumber, parseStoredNumber, toScale } from '../values/number.ts';
import type { Failure } from './read-values.ts';
import type { RowView } from './row-view.ts';

/** Null: the row does not say. */
export function readMinutes(view: RowView): bigint | null | Failure {
  for (const meaning of ['minutes', 'hours'] as const) {
    if (!view.filled(meaning) || /^[-–—]$/.test(view.text(meaning))) continue;
    const minutes = minutesOf(view, meaning);
    return minutes === null || minutes < 0n || minutes > most
      ? { reason: 'invalid_minutes', detail: `${view.heading(meaning)}: ${view.text(meaning).slice(0, 60)}` }
      : minutes;
  }
  return null;
}

const most = 10n ** 18n;

function minutesOf(view: RowView, meaning: ColumnMeaning & ('minutes' | 'hours')): bigint | null {
  const cell = view.cell(meaning)!;
  const text = cellText(cell);
  if (cell.type === 'number') {
    const stored = parseStoredNumber(cell.text);
    if (stored === null) return null;
    // A spreadsheet holds 1:30 as a part of the day.
    return cell.dateLike
      ? toScale(multiply(stored, { digits: 1440n, scale: 0 }), 6)
      : inMinutes(stored, unitOf(meaning, view.heading(meaning)));
  }
  if (cell.type !== 'text') return null;
  const clock = /^(\d{1,4}):([0-5]\d)(?::([0-5]\d))?$/.exec(text);
  if (clock) return inMinutes({ digits: BigInt(clock[1]!) * 3600n + BigInt(clock[2]!) * 60n + BigInt(clock[3] ?? 0), scale: 0 }, 'seconds');
  const spelled = /^(?:(\d+)\s*(?:ч|час\S*|год\S*|h|hrs?|hours?)\.?)?\s*(?:(\d+)\s*(?:м|мин\S*|хв\S*|m|mins?|minutes?)\.?)?$/iu.exec(text);
  if (spelled && (spelled[1] ?? spelled[2]) !== undefined) return (BigInt(spelled[1] ?? 0) * 60n + BigInt(spelled[2] ?? 0)) * 1_000_000n;
  const value = parseNumber(text, view.decimal(meaning));
  return value === null ? null : inMinutes(value, unitOf(meaning, view.heading(meaning)));
}

type Unit = 'seconds' | 'minutes' | 'hours';

/** "Длительность, сек": the heading says of what. */
function unitOf(meaning: 'minutes' | 'hours', heading: string): Unit {
  return meaning === 'minutes' && /(^|[^\p{L}])(сек|sec|с\.|s\))/iu.test(heading) ? 'seconds' : meaning;
}

function inMinutes(value: Decimal, unit: Unit): bigint {
  if (unit === 'seconds') return divideRounding(value.digits * 1_000_000n, 60n * 10n ** BigInt(value.scale));
  return toScale(unit === 'hours' ? multiply(value, { digits: 60n, scale: 0 }) : value, 6);
}
