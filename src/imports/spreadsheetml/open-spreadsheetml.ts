/** An XML workbook of Excel 2002 and 2003, opened at one of its sheets. */
import type { OpenedFile } from '../open-file.ts';
import { fileChunks } from '../tables/file-chunks.ts';
import { openTables, type Pass } from '../tables/open-tables.ts';
import { shares } from '../tables/shares.ts';
import { readXml } from '../xlsx/read-xml.ts';
import { SpreadsheetmlTables } from './spreadsheetml-tables.ts';

export async function openSpreadsheetml({ path, size }: { path: string; size: number }): Promise<OpenedFile> {
  const pass = (wanted: number | null): Pass => {
    const reader = new SpreadsheetmlTables(wanted);
    return { reader, advance: shares(readXml(fileChunks(path), { part: 'workbook', handler: reader }), size) };
  };
  return openTables({ container: 'spreadsheetml', size, pass, whenNone: { code: 'empty', detail: {} } });
}
