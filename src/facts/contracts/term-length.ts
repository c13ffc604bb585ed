/** How long a contract runs, as files say it: "12", "12 мес.", "1 год", "90 days", or the two days between which it does. */
import { epochDay, isoDate, monthsAfter } from '../../core/calendar.ts';
import type { IsoDate } from '../../core/facts.ts';
import type { Mapping } from '../row/reading.ts';
import { parseDate } from '../values/date.ts';

const years = /год|лет|рок|рік|years?|annual|\by\b/iu;
const days = /дн|день|дней|днів|days?|\bd\b/iu;
const weeks = /недел|тижн|weeks?/iu;

/** The last day of a term that begins on `from`; a bare number is counted in what the heading says, else in months. Null: no length. */
export function termEnd({
  from,
  length,
  heading,
  order,
}: {
  from: IsoDate;
  length: string;
  heading: string;
  order: Mapping['dateOrder'];
}): IsoDate | null {
  const number = /\d+/.exec(length);
  const dates = [...length.matchAll(/\d{1,4}[./-]\d{1,2}[./-]\d{1,4}/g)].map(([text]) => parseDate(text, order));
  if (dates.length > 0) return dates.length <= 2 ? dates.at(-1)! : null;
  if (number === null || /\d[.,]\d*[1-9]|-\s*\d/.test(length)) return null;
  const count = Number(number[0]);
  if (count === 0 || count > 36_600) return null;
  const unit = /\p{L}/u.test(length) ? length : heading;
  const first = epochDay(from);
  if (days.test(unit)) return isoDate(first + count - 1);
  if (weeks.test(unit)) return isoDate(first + 7 * count - 1);
  const months = years.test(unit) ? 12 * count : count;
  return months > 1200 ? null : isoDate(monthsAfter(first, months) - 1);
}
