/** Whether a number format shows a date or a time. Formats are stored in their English form whatever the program's language. */
export function showsDate({ id, code }: { id: number; code: string | undefined }): boolean {
  if (code === undefined) return (id >= 14 && id <= 22) || (id >= 45 && id <= 47);
  // Some writers put the localised name of the general format here: the d of "Standard" is no day.
  if (/^\s*(?:general|standard|основной|основний|загальний)\s*$/i.test(code)) return false;
  return /[dmyhs]/i.test(withoutLiterals(code));
}

/**
 * Leaves only what is a placeholder: without quoted text, escaped characters, widths (_x) and fills (*x), and brackets, which
 * hold colours, conditions, currencies and locales; but elapsed time ([h], [mm], [ss]) is in brackets too.
 */
function withoutLiterals(code: string): string {
  return code
    .replace(/"[^"]*"?/g, '')
    .replace(/[\\_*]./g, '')
    .replace(/\[(?!(?:h+|m+|s+)\])[^\]]*\]?/gi, '');
}
