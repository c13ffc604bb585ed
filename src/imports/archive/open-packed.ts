/**
 * Tables in an archive: each file in it that is a table itself, and each sheet where a file has several. A file is unpacked for
 * each pass and removed after it, so nothing stays on disk between passes. What is no table (a picture, a letter) is passed over;
 * what is one, but damaged or in a format that is not read, refuses the whole: its rows would be missing in silence.
 */
import type { RawRow } from '../../facts/row/raw-row.ts';
import { type FileFormat, ImportRefused, type Refusal } from '../recognition.ts';
import type { OpenedFile } from '../open-file.ts';
import { type PackedFile, unpack } from './unpack.ts';

export type OpenUnpacked = (path: string) => Promise<OpenedFile>;

interface PackedTable {
  name: string;
  file: PackedFile;
  /** What its own file calls it. */
  within: string;
  /** What is known of it, where its file opens at it by itself. */
  opened: Pick<OpenedFile, 'format' | 'declared'> | undefined;
}

export async function openPacked(archive: { files: PackedFile[]; size: number; openUnpacked: OpenUnpacked }): Promise<OpenedFile> {
  const { files, size, openUnpacked } = archive;
  const found: PackedTable[] = [];
  for (const file of files) found.push(...(await tablesOf(file, openUnpacked)));
  const first = found[0];
  if (first === undefined) throw new ImportRefused({ code: 'archive_without_table', detail: { holds: firstNames(files) } });

  const tables = found.map(({ name }) => name);
  const at = async (packed: PackedTable): Promise<OpenedFile> => {
    let consumed = 0;
    const { format, declared } = packed.opened ?? (await openOnce(packed, openUnpacked));
    return {
      format: packedFormat(format),
      rows: () => readRows(packed, openUnpacked, (share) => (consumed = Math.round(share * size))),
      bytes: size,
      progress: () => consumed,
      tables,
      table: async (name) => {
        const other = found.find((candidate) => candidate.name === name);
        if (other === undefined) throw new ImportRefused({ code: 'no_table', detail: { table: name } });
        return at(other);
      },
      ...(declared === undefined ? {} : { declared }),
    };
  };
  return at(first);
}

async function tablesOf(file: PackedFile, openUnpacked: OpenUnpacked): Promise<PackedTable[]> {
  const copy = await unpack(file);
  try {
    const opened = await openUnpacked(copy.path);
    if (file.name !== '' && opened.format.container === 'delimited' && !(await hasColumns(opened))) return [];
    const several = opened.tables.length > 1;
    return opened.tables.map((within, index) => ({
      name: several && file.name !== '' ? `${file.name}/${within}` : file.name || within,
      file,
      within,
      opened: index === 0 ? { format: opened.format, ...(opened.declared === undefined ? {} : { declared: opened.declared }) } : undefined,
    }));
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    // A file packed alone is refused as what it is.
    if (file.name === '') throw error;
    if (noTables.has(error.refusal.code)) return [];
    throw new ImportRefused({ code: error.refusal.code, detail: { file: file.name, ...error.refusal.detail } });
  } finally {
    await copy.remove();
  }
}

/** Of files that lie beside tables and hold none. */
const noTables: ReadonlySet<Refusal['code']> = new Set(['empty', 'binary', 'picture', 'pdf', 'word_document', 'web_page', 'no_table']);

/** Any text opens as one column; a table has two. A list packed alone is taken as it would be unpacked. */
async function hasColumns(opened: OpenedFile): Promise<boolean> {
  for await (const batch of opened.rows()) return batch.some(({ cells }) => cells.length > 1);
  return false;
}

async function openOnce({ file, within }: PackedTable, openUnpacked: OpenUnpacked): Promise<OpenedFile> {
  const copy = await unpack(file);
  try {
    return await openAt(copy.path, { within, openUnpacked });
  } finally {
    await copy.remove();
  }
}

async function* readRows(
  { file, within }: PackedTable,
  openUnpacked: OpenUnpacked,
  report: (share: number) => void,
): AsyncGenerator<RawRow[]> {
  const copy = await unpack(file);
  try {
    const opened = await openAt(copy.path, { within, openUnpacked });
    for await (const batch of opened.rows()) {
      report(opened.progress() / (opened.bytes || 1));
      yield batch;
    }
    report(1);
  } finally {
    await copy.remove();
  }
}

async function openAt(path: string, { within, openUnpacked }: { within: string; openUnpacked: OpenUnpacked }): Promise<OpenedFile> {
  const opened = await openUnpacked(path);
  return opened.tables[0] === within ? opened : opened.table(within);
}

function packedFormat(format: FileFormat): FileFormat {
  return format.container === 'delimited' ? { ...format, packed: true } : format;
}

const namesShown = 5;

function firstNames(files: PackedFile[]): string {
  const names = files.slice(0, namesShown).map(({ name }) => name);
  return [...names, ...(files.length > namesShown ? ['…'] : [])].join(', ');
}
