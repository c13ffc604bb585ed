/** A number as files write it: 1234.5, "1,234.50", 1 234,50, $12, (3.00). Null where it is none. */
export function readNumber(text: string): number | null {
  const bare = text.replaceAll(/[\s\u00a0\u202f'$€£₴₽]/g, '').replace(/^\((.*)\)$/, '-$1');
  const marks = bare.match(/[.,]/g) ?? [];
  const decimal = bare.lastIndexOf('.') > bare.lastIndexOf(',') ? '.' : ',';
  const groups = decimal === '.' ? ',' : '.';
  // One comma before exactly three digits may be a thousand: beside a decimal point it is, alone it is taken for a decimal mark.
  const several = marks.filter((mark) => mark === decimal).length > 1;
  const plain = several ? bare.replaceAll(/[.,]/g, '') : bare.replaceAll(groups, '').replace(decimal, '.');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}
