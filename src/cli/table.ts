/** Tables for terminals: columns aligned, headings underlined. */

export interface Column {
  heading: string;
  align: 'left' | 'right';
}

export function textTable(columns: Column[], cells: string[][]): string {
  // Names come as accounting has them, line breaks included.
  const rows = cells.map((row) => row.map((cell) => cell.replaceAll(/[\r\n\t]+/g, ' ')));
  const widths = columns.map((column, at) => rows.reduce((most, row) => Math.max(most, width(row[at]!)), width(column.heading)));
  const line = (row: string[]): string =>
    row
      .map((cell, at) =>
        columns[at]!.align === 'right' ? ' '.repeat(widths[at]! - width(cell)) + cell : cell + ' '.repeat(widths[at]! - width(cell)),
      )
      .join('  ')
      .trimEnd();
  return [line(columns.map((column) => column.heading)), line(widths.map((n) => '─'.repeat(n))), ...rows.map(line)].join('\n') + '\n';
}

function width(text: string): number {
  return Array.from(text).length;
}
