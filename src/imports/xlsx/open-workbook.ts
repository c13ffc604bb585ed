/** A workbook as rows: each visible sheet that has any is a table. Each pass opens the zip anew and holds no file between passes. */
import type { RawRow } from '../../facts/row/raw-row.ts';
import { ImportRefused } from '../recognition.ts';
import type { OpenedFile } from '../open-file.ts';
import { type Archive, openArchive, type ZipLimits } from './archive.ts';
import type { WorkbookContext } from './cell-value.ts';
import { EndOfData } from './end-of-data.ts';
import { readXml, XmlDecoder } from './read-xml.ts';
import { readSharedStrings } from './shared-strings.ts';
import { SheetRows } from './sheet-rows.ts';
import { readStyles } from './styles.ts';
import { findWorkbookParts } from './workbook-parts.ts';

const batchRows = 500;

interface Sheet {
  name: string;
  part: string;
}

/** `workbook`: the name of the workbook's main part. */
export async function openWorkbook({
  path,
  size,
  workbook,
  limits,
}: {
  path: string;
  size: number;
  workbook: string;
  limits?: ZipLimits | undefined;
}): Promise<OpenedFile> {
  const archive = await openArchive(path, limits);
  try {
    const parts = await findWorkbookParts(archive, workbook);
    const context: WorkbookContext = {
      strings: await readSharedStrings(archive, parts.sharedStrings),
      styles: await readStyles(archive, parts.styles),
      date1904: parts.date1904,
      zeroMeansUncalculated: parts.zeroMeansUncalculated,
    };
    const sheets = parts.sheets.map(({ name }) => name);
    const filled = await sheetsWithData(
      archive,
      parts.sheets.filter(({ visible }) => visible),
      context,
    );
    const tables = filled.map(({ name }) => name);
    const at = (sheet: Sheet): OpenedFile => {
      let consumed = 0;
      return {
        format: { container: 'xlsx', sheet: sheet.name, sheets },
        rows: () => readRows({ path, limits, part: sheet.part, context, report: (share) => (consumed = Math.round(share * size)) }),
        bytes: size,
        progress: () => consumed,
        tables,
        table: async (name) => {
          const other = filled.find((candidate) => candidate.name === name);
          if (other === undefined) throw new ImportRefused({ code: 'no_table', detail: { table: name } });
          await refuseCutOffSheet({ path, limits, part: other.part });
          return at(other);
        },
      };
    };
    return at(filled[0]!);
  } finally {
    archive.close();
  }
}

async function* readRows(pass: {
  path: string;
  limits: ZipLimits | undefined;
  part: string;
  context: WorkbookContext;
  report: (share: number) => void;
}): AsyncGenerator<RawRow[]> {
  const archive = await openArchive(pass.path, pass.limits);
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

/** The first of them is the one that is read, so it is held against all that may be wrong with it; refuses where there is none. */
async function sheetsWithData(archive: Archive, sheets: Sheet[], context: WorkbookContext): Promise<Sheet[]> {
  const filled: Sheet[] = [];
  for (const sheet of sheets) {
    // Before the rows are parsed: the scan is the quicker way to find out that a sheet is a bomb.
    if (filled.length === 0) await refuseCutOff(archive, sheet.part);
    if (await hasData(archive, { part: sheet.part, context })) filled.push(sheet);
  }
  if (filled.length === 0) throw new ImportRefused({ code: 'empty', detail: {} });
  return filled;
}

async function hasData(archive: Archive, sheet: { part: string; context: WorkbookContext }): Promise<boolean> {
  for await (const { rows } of batches(archive, sheet)) if (rows.some(({ cells }) => cells.length > 0)) return true;
  return false;
}

async function refuseCutOffSheet({ path, limits, part }: { path: string; limits: ZipLimits | undefined; part: string }): Promise<void> {
  const archive = await openArchive(path, limits);
  try {
    await refuseCutOff(archive, part);
  } finally {
    archive.close();
  }
}

/** A workbook that breaks off is told before anything of it is used. */
async function refuseCutOff(archive: Archive, part: string): Promise<void> {
  const end = new EndOfData();
  const decoder = new XmlDecoder();
  for await (const chunk of archive.read(part)) end.push(decoder.decode(chunk));
  if (!end.seen) throw new ImportRefused({ code: 'truncated', detail: { part } });
}
