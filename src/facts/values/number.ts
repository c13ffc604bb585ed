/**
 * Numbers as people and programs print them, read exactly: a decimal is an integer and a scale, never a float.
 * "1 234,56", "(1,234.56)", "1 234,56-", "–5", "901,88 руб." are numbers; "12,34,56", "1O 000,00" and "#Н/Д" are not.
 */

/** digits / 10^scale */
export interface Decimal {
  digits: bigint;
  scale: number;
}

export type DecimalSeparator = ',' | '.';

/**
 * `separator` decides only what the text itself leaves open: "12,000" is twelve where the column prints decimals with a
 * comma, and twelve thousand where it prints them with a point.
 */
export function parseNumber(text: string, separator: DecimalSeparator): Decimal | null {
  const simple = plainest.exec(text);
  if (simple) {
    const fraction = simple[3] ?? '';
    const digits = BigInt(simple[2]! + fraction);
    return { digits: simple[1] === '' ? digits : -digits, scale: fraction.length };
  }
  const plain = stripSign(text.replace(blanks, ''));
  if (plain === null) return null;
  const shape = decimalPlaces(plain.body, separator);
  if (shape === null) return null;
  const digits = BigInt(shape.whole + shape.fraction);
  return { digits: plain.negative ? -digits : digits, scale: shape.fraction.length };
}

/** "1 220 руб. 50 коп." and "12 200-50", as printed forms write sums. Null for any other text. */
export function parseKopecks(text: string): Decimal | null {
  const words =
    /^(-?)\s*([\d\s\u00a0\u202f]+?)\s*(?:руб(?:\.|лей|ля|ль)?|р\.?|грн\.?|гривень)\s*(\d{1,2})\s*(?:коп(?:\.|еек|ейки|ійок)?|к\.?)$/iu.exec(
      text.trim(),
    );
  const match = words ?? /^(-?)\s*(\d{1,3}(?:[\s\u00a0\u202f]?\d{3})*|\d+)[-=](\d{2})$/u.exec(text.trim());
  if (match === null) return null;
  const digits = BigInt(match[2]!.replace(/\D/g, '') + match[3]!.padStart(2, '0'));
  return { digits: match[1] === '-' ? -digits : digits, scale: 2 };
}

/**
 * A number as a spreadsheet stores it: a point, perhaps an exponent, and up to 17 digits of which Excel means 15
 * (2.6749999999999998 was typed as 2.675).
 */
export function parseStoredNumber(text: string): Decimal | null {
  const match = /^(-?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text.trim());
  if (!match) return null;
  let mantissa = match[2]! + (match[3] ?? '');
  let scale = (match[3] ?? '').length - Number(match[4] ?? 0);
  if (Math.abs(scale) > 400) return null;
  const significant = mantissa.replace(/^0+/, '');
  if (significant.length > 15) {
    const drop = significant.length - 15;
    const kept = divideRounding(BigInt(significant), 10n ** BigInt(drop));
    mantissa = kept.toString();
    scale -= drop;
  }
  let digits = BigInt(mantissa);
  if (scale < 0) {
    digits *= 10n ** BigInt(-scale);
    scale = 0;
  }
  return { digits: match[1] ? -digits : digits, scale };
}

/** Rounds half away from zero, as accountants do, to `places` decimals. */
export function toScale(value: Decimal, places: number): bigint {
  if (value.scale <= places) return value.digits * 10n ** BigInt(places - value.scale);
  return divideRounding(value.digits, 10n ** BigInt(value.scale - places));
}

/** Half away from zero. */
export function divideRounding(dividend: bigint, divisor: bigint): bigint {
  const negative = dividend < 0n !== divisor < 0n;
  const a = dividend < 0n ? -dividend : dividend;
  const b = divisor < 0n ? -divisor : divisor;
  const quotient = (2n * a + b) / (2n * b);
  return negative ? -quotient : quotient;
}

export function multiply(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, scale: a.scale + b.scale };
}

/** For statistics of a sample only; money never passes through here. */
export function approximately(value: Decimal): number {
  return Number(value.digits) / 10 ** value.scale;
}

/** What the text says by itself about its decimal separator; null where it leaves it open ("12,000", "1.234", "15"). */
export function separatorShown(text: string): DecimalSeparator | null {
  const plain = stripSign(text.replace(blanks, ''));
  if (plain === null) return null;
  const body = plain.body;
  const comma = body.lastIndexOf(',');
  const point = body.lastIndexOf('.');
  if (comma >= 0 && point >= 0) return comma > point ? ',' : '.';
  const at = Math.max(comma, point);
  if (at < 0) return null;
  const mark = body[at] as DecimalSeparator;
  // Two of the same mark can only be thousands: the other one is for decimals.
  if (body.indexOf(mark) !== at) return mark === ',' ? '.' : ',';
  const after = body.length - at - 1;
  if (after !== 3) return mark;
  // Blanks already group the thousands ("28 987,158"), or nothing precedes that could be a group ("0,250", "1234,567").
  if (/\d[\s\u00a0\u202f\u2009']\d/.test(text) || at === 0 || at > 3 || body[0] === '0') return mark;
  return null;
}

/** Ordinary, no-break, narrow and thin spaces, and the apostrophes that Swiss and some Ukrainian programs group with. */
const blanks = /[\s\u00a0\u202f\u2009\u2007'’`]/g;

/** What most cells are, and what needs no second thought. */
const plainest = /^(-?)(\d{1,30})(?:[.,](\d{1,2}))?$/;

const sign = /^[-–—−]/;
const signAfter = /[-–—−]$/;

function stripSign(compact: string): { negative: boolean; body: string } | null {
  let body = compact;
  let negative = false;
  if (body.startsWith('(') && body.endsWith(')')) {
    negative = true;
    body = body.slice(1, -1);
  }
  if (sign.test(body)) {
    if (negative) return null;
    negative = true;
    body = body.slice(1);
  } else if (signAfter.test(body)) {
    if (negative) return null;
    negative = true;
    body = body.slice(0, -1);
  } else if (body.startsWith('+')) body = body.slice(1);
  return body === '' ? null : { negative, body };
}

function decimalPlaces(body: string, separator: DecimalSeparator): { whole: string; fraction: string } | null {
  if (/^\d+$/.test(body)) return { whole: body, fraction: '' };
  if (!/^[\d.,]+$/.test(body) || !/\d/.test(body)) return null;
  const decimal = separatorShown(body) ?? separator;
  const group = decimal === ',' ? '.' : ',';
  const [whole = '', fraction = '', ...more] = body.split(decimal);
  if (more.length > 0 || fraction.includes(group)) return null;
  const groups = whole.split(group);
  if (groups.length > 1 && !(/^\d{1,3}$/.test(groups[0]!) && groups.slice(1).every((three) => /^\d{3}$/.test(three)))) return null;
  return { whole: groups.join('') || '0', fraction };
}
