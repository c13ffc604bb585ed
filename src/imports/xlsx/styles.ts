/** What the cell styles of a workbook tell about a value: does its format show a date or a currency, how far is it indented. */
import type { Currency } from '../../core/facts.ts';
import type { Archive } from './archive.ts';
import { type NumberFormat, showsDate, showsMonthOnly, shownCurrency } from './number-format.ts';
import { readXmlPart } from './read-xml.ts';

export interface CellStyle extends ValueFormat {
  indent: number;
}

/** What a number format tells about the numbers under it. */
export interface ValueFormat {
  dateLike: boolean;
  monthOnly: boolean;
  currency: Currency | undefined;
}

/** Excel allows 65,490. */
const styleLimit = 1 << 16;

/** By the index that a cell's `s` attribute names. */
export async function readStyles(archive: Archive, part: string | undefined): Promise<CellStyle[]> {
  if (part === undefined) return [];
  const codes = new Map<number, string>();
  const styles: { format: number; indent: number }[] = [];
  let inCellFormats = false;
  const handler = {
    open(name: string, attributes: Record<string, string>) {
      if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'numFmt' && codes.size < styleLimit) codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      else if (!inCellFormats) return;
      else if (name === 'xf' && styles.length < styleLimit) styles.push({ format: Number(attributes['numFmtId'] ?? 0), indent: 0 });
      else if (name === 'alignment' && styles.length > 0) styles.at(-1)!.indent = Number(attributes['indent'] ?? 0) || 0;
    },
    close(name: string) {
      if (name === 'cellXfs') inCellFormats = false;
    },
  };
  await readXmlPart(archive.read(part), { part, handler });
  return styles.map(({ format, indent }) => ({ ...valueFormat({ id: format, code: codes.get(format) }), indent }));
}

export function valueFormat(format: NumberFormat): ValueFormat {
  return { dateLike: showsDate(format), monthOnly: showsMonthOnly(format), currency: shownCurrency(format) };
}
