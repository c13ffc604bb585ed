/** CSV that a spreadsheet opens without running anything in it: formula-like text is data, and stays text. */

/** RFC 4180, UTF-8 with BOM (Excel reads it right then). Text that a spreadsheet would take for a formula is neutralised. */
export function csv(rows: (string | number | null)[][]): string {
  return `\uFEFF${rows.map((row) => row.map((cell) => quoted(typeof cell === 'string' ? neutralised(cell) : cell === null ? '' : String(cell))).join(',')).join('\r\n')}\r\n`;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A leading apostrophe before what Excel, LibreOffice or Sheets would take for a formula; a plain number stays as it is. */
export function neutralised(text: string): string {
  if (!formulaLike.test(text)) return text;
  return /^[+-]?\d+([.,]\d+)?$/.test(text) ? text : `'${text}`;
}

/** Whether the text begins with such an apostrophe. */
export function isNeutralised(text: string): boolean {
  return text.startsWith("'") && neutralised(text.slice(1)) === text;
}

const formulaLike = /^[\s]*[=+\-@\t\r]/;
