/** A workbook as rows: the first visible sheet that has any. Each pass opens the zip anew and holds no file between passes. */
import { ImportRefused, type RawRow } from '../contract.ts';
import type { OpenedFile } from '../open-file.ts';
import { openArchive, type Archive } from './archive.ts';
import type { WorkbookContext } from './cell-value.ts';
import { EndOfData } from './end-of-data.ts';
import { readXml, XmlDecoder } from './read-xml.ts';
import { readSharedStrings } from './shared-strings.ts';
import { SheetRows } from './sheet-rows.ts';
import { readStyles } from './styles.ts';
import { findWorkbookParts, type WorkbookParts } from './workbook-parts.ts';

const batchRows = 500;

export async function openWorkbook({ path, size }: { path: string; size: number }): Promise<OpenedFile> {
  const archive = await openArchive(path);
  try {
    const parts = await findWorkbookParts(archive);
    const context: WorkbookContext = {
      strings: await readSharedStrings(archive, parts.sharedStrings),
      styles: await readStyles(archive, parts.styles),
      date1904: parts.date1904,
    };
    const sheets = parts.sheets.map(({ name }) => name);
    const at = (sheet: { name: string; part: string }): OpenedFile => {
      let consumed = 0;
      return {
        format: { container: 'xlsx', sheet: sheet.name, sheets },
        rows: () => readRows({ path, part: sheet.part, context, report: (share) => (consumed = Math.round(share * size)) }),
        bytes: size,
        progress: () => consumed,
        tables: parts.sheets.filter(({ visible }) => visible).map(({ name }) => name),
        table: async (name) => at(parts.sheets.find((other) => other.name === name) ?? sheet),
      };
    };
    return at(await firstSheetWithData(archive, parts, context));
  } finally {
    archive.close();
  }
}

async function* readRows(pass: {
  path: string;
  part: string;
  context: WorkbookContext;
  report: (share: number) => void;
}): AsyncGenerator<RawRow[]> {
  const archive = await openArchive(pass.path);
  try {
    pass.report(0);
    const sheetBytes = archive.declaredBytes(pass.part);
    let inflated = 0;
    for await (const { rows, bytes } of batches(archive, pass)) {
      inflated += bytes;
      pass.report(Math.min(1, inflated / (sheetBytes || 1)));
      if (rows.length > 0) yield rows;
    }
    pass.report(1);
  } finally {
    archive.close();
  }
}

async function* batches(
  archive: Archive,
  { part, context }: { part: string; context: WorkbookContext },
): AsyncGenerator<{ rows: RawRow[]; bytes: number }> {
  const sheet = new SheetRows(context, part);
  let bytes = 0;
  for await (const chunkBytes of readXml(archive.read(part), { part, handler: sheet })) {
    bytes += chunkBytes;
    if (sheet.rows.length < batchRows) continue;
    for (let from = 0; from < sheet.rows.length; from += batchRows) {
      yield { rows: sheet.rows.slice(from, from + batchRows), bytes };
      bytes = 0;
    }
    sheet.rows = [];
  }
  yield { rows: sheet.rows, bytes };
}

async function firstSheetWithData(archive: Archive, parts: WorkbookParts, context: WorkbookContext): Promise<{ name: string; part: string }> {
  for (const { name, part, visible } of parts.sheets) {
    if (!visible) continue;
    // Before the rows are parsed: the scan is the quicker way to find out that a sheet is a bomb.
    await refuseCutOff(archive, part);
    for await (const { rows } of batches(archive, { part, context })) {
      if (rows.some((row) => row.cells.length > 0)) return { name, part };
    }
  }
  throw new ImportRefused({ code: 'empty', detail: {} });
}

/** A workbook that breaks off is told before anything of it is used. */
async function refuseCutOff(archive: Archive, part: string): Promise<void> {
  const end = new EndOfData();
  const decoder = new XmlDecoder();
  for await (const chunk of archive.read(part)) end.push(decoder.decode(chunk));
  if (!end.seen) throw new ImportRefused({ code: 'truncated', detail: { part } });
}
