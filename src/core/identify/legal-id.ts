/**
 * Legal ids: ИНН and КПП (Russia), ЄДРПОУ and РНОКПП (Ukraine), БИН (Kazakhstan), УНП (Belarus), VAT numbers.
 * Spreadsheets turn them into numbers and lose leading zeros; these are restored where check digits prove it.
 * "5,00101E+11" has lost its digits for good: such an id is empty, and never brings two customers together.
 */

/**
 * Canonical id, '' without one. `zerosMayBeLost`: the cell was a number, or comes from a program that treats ids as
 * numbers.
 */
export function canonicalTaxId(printed: string, { zerosMayBeLost }: { zerosMayBeLost: boolean }): string {
  const text = printed
    .trim()
    .replace(/^="?|"$/g, '')
    .replace(/^'/, '');
  if (/^\d+[.,]?\d*e\+?\d+$/i.test(text.replace(/\s/g, ''))) return '';
  const plain = text
    .replace(/[.,]0+$/, '')
    .replace(/[\s\u00a0\u202f\-.]/g, '')
    .toUpperCase();
  const withoutLabel = plain.replace(/^(ИНН|ІПН|ЄДРПОУ|ЕДРПОУ|БИН|УНП|УНН|VAT|INN)[:№]?/, '');
  if (/^\d+$/.test(withoutLabel)) return canonicalDigits(withoutLabel, zerosMayBeLost);
  return /^[A-Z]{0,3}[0-9A-Z]*\d{5,}[0-9A-Z]*$/.test(withoutLabel) && withoutLabel.length <= 20 ? withoutLabel : '';
}

/** КПП: nine characters, the fifth and sixth may be letters. */
export function canonicalBranchId(printed: string): string {
  const plain = printed
    .trim()
    .replace(/^="?|"$/g, '')
    .replace(/[.,]0+$/, '')
    .replace(/[\s\u00a0]/g, '')
    .toUpperCase();
  if (!/^\d{4,6}[0-9A-Z]{2,5}$/.test(plain) || /^0+$/.test(plain)) return '';
  return plain.length <= 9 && plain.length >= 7 ? plain.padStart(9, '0') : '';
}

/** "7741577701/774101001", as 1C prints both in one cell. */
export function splitTaxAndBranch(printed: string): { taxId: string; branchId: string } {
  const match = /^\s*(\d[\d\s]{7,14}\d)\s*[/\\]\s*([0-9A-Z]{7,9})?\s*$/i.exec(printed);
  return match ? { taxId: match[1]!, branchId: match[2] ?? '' } : { taxId: printed, branchId: '' };
}

/** Placeholders that people type where an id is required. */
function isPlaceholder(digits: string): boolean {
  return (
    /^(\d)\1+$/.test(digits) ||
    '1234567890123456789'.startsWith(digits) ||
    '0123456789012345678'.startsWith(digits) ||
    '9876543210987'.startsWith(digits)
  );
}

function canonicalDigits(digits: string, zerosMayBeLost: boolean): string {
  if (isPlaceholder(digits)) return '';
  const restored = zerosMayBeLost ? restoreZeros(digits) : null;
  return restored ?? (digits.length >= 6 ? digits : '');
}

/** Nine digits may be an УНП, or an ИНН of the regions 01 to 09 without its zero: among mixed ids the latter is the more frequent. */
function restoreZeros(digits: string): string | null {
  const ways: [length: number, most: number, valid: (padded: string) => boolean][] = [
    [10, 1, validInn10],
    [9, 0, validUnp],
    [12, 1, validInn12],
    [8, 3, validEdrpou],
    [10, 0, validRnokpp],
    [10, 1, validRnokpp],
    [12, 3, validBin],
  ];
  for (const [length, most, valid] of ways) {
    const missing = length - digits.length;
    if (missing >= 0 && missing <= most && valid(digits.padStart(length, '0'))) return digits.padStart(length, '0');
  }
  return null;
}

/** Whether the check digits of any register that we know agree. */
export function validLegalId(digits: string): boolean {
  switch (digits.length) {
    case 8:
      return validEdrpou(digits);
    case 9:
      return validUnp(digits);
    case 10:
      return validInn10(digits) || validRnokpp(digits);
    case 12:
      return validInn12(digits) || validBin(digits);
    default:
      return false;
  }
}

function weighted(digits: string, weights: readonly number[]): number {
  let sum = 0;
  for (let index = 0; index < weights.length; index++) sum += weights[index]! * (digits.charCodeAt(index) - 48);
  return sum;
}

/** ИНН of a legal entity: order ФНС ММВ-7-6/435. */
function validInn10(digits: string): boolean {
  return (weighted(digits, [2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11) % 10 === Number(digits[9]);
}

function validInn12(digits: string): boolean {
  return (
    (weighted(digits, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11) % 10 === Number(digits[10]) &&
    (weighted(digits, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11) % 10 === Number(digits[11])
  );
}

function validEdrpou(digits: string): boolean {
  const middle = Number(digits) >= 30_000_000 && Number(digits) <= 60_000_000;
  const first = middle ? [7, 1, 2, 3, 4, 5, 6] : [1, 2, 3, 4, 5, 6, 7];
  let control = weighted(digits, first) % 11;
  if (control === 10)
    control =
      weighted(
        digits,
        first.map((weight) => weight + 2),
      ) % 11;
  return control % 10 === Number(digits[7]);
}

function validRnokpp(digits: string): boolean {
  const sum = weighted(digits, [-1, 5, 7, 9, 4, 6, 10, 5, 7]);
  return (((sum % 11) + 11) % 11) % 10 === Number(digits[9]);
}

function validBin(digits: string): boolean {
  let control = weighted(digits, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) % 11;
  if (control === 10) control = weighted(digits, [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) % 11;
  return control === Number(digits[11]);
}

function validUnp(digits: string): boolean {
  return weighted(digits, [29, 23, 19, 17, 13, 7, 5, 3]) % 11 === Number(digits[8]);
}
