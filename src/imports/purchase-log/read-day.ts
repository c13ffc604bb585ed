/** Days in the usual writings: 1997-01-31, 1997/01/31, 19970131, 31.01.1997, 01/31/1997, a time after it or not. */

export type DateOrder = 'ymd' | 'dmy' | 'mdy';

interface DateShape {
  parts: [number, number, number];
  yearFirst: boolean;
}

/** The three numbers of a date, or null. */
export function shapeOfDate(text: string): DateShape | null {
  const compact = /^((?:19|20)\d{2})(\d{2})(\d{2})$/.exec(text);
  const found = compact ?? /^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?:[T ,].*)?$/.exec(text);
  if (found === null) return null;
  const [, first, , last] = found as unknown as [string, string, string, string];
  const yearFirst = first.length === 4;
  if (yearFirst ? last.length > 2 : last.length !== 4 || first.length > 2) return null;
  return { parts: [Number(first), Number(found[2]), Number(last)], yearFirst };
}

/** The order that all dates allow; ambiguous where two would do, broken where none does. */
export function dateOrderOf(texts: Iterable<string>): DateOrder | 'ambiguous' | 'broken' {
  const possible = { ymd: true, dmy: true, mdy: true };
  for (const text of texts) {
    const shape = shapeOfDate(text);
    if (shape === null) return 'broken';
    const [first, second] = shape.parts;
    if (shape.yearFirst) possible.dmy = possible.mdy = false;
    else {
      possible.ymd = false;
      // Only Americans write the month first, and never with points.
      if (first > 12) possible.mdy = false;
      if (second > 12) possible.dmy = false;
      if (text.includes('.')) possible.mdy = false;
    }
  }
  const left = (['ymd', 'dmy', 'mdy'] as const).filter((order) => possible[order]);
  return left.length === 0 ? 'broken' : left.length > 1 ? 'ambiguous' : left[0]!;
}

/** Days since 1970-01-01, or null: 31.02. is no day. */
export function readDay(text: string, order: DateOrder): number | null {
  const shape = shapeOfDate(text);
  if (shape === null || shape.yearFirst !== (order === 'ymd')) return null;
  const [first, second, third] = shape.parts;
  const [year, month, day] = order === 'ymd' ? [first, second, third] : order === 'dmy' ? [third, second, first] : [third, first, second];
  if (month < 1 || month > 12 || day < 1 || year < 1900 || year > 2200) return null;
  const time = Date.UTC(year, month - 1, day);
  return new Date(time).getUTCDate() === day ? time / 86_400_000 : null;
}
