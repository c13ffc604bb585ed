/** What a zip is: a workbook, a LibreOffice table, another document of an office program, or an archive of files. */
import { ImportRefused } from '../recognition.ts';
import { openOds } from '../ods/open-ods.ts';
import type { OpenedFile } from '../open-file.ts';
import { type Archive, openArchive, type ZipLimits } from '../xlsx/archive.ts';
import { openWorkbook } from '../xlsx/open-workbook.ts';
import { findMainPart } from '../xlsx/workbook-parts.ts';
import { openPacked, type OpenUnpacked } from './open-packed.ts';
import type { PackedFile } from './unpack.ts';

export interface ZipFile {
  path: string;
  size: number;
  /** Undefined where the file itself comes out of an archive: archives within archives are refused. */
  openUnpacked: OpenUnpacked | undefined;
  /** How much may inflate; the usual limits where none are given. */
  limits?: ZipLimits;
}

export async function openZip(file: ZipFile): Promise<OpenedFile> {
  const archive = await openArchive(file.path, file.limits);
  let workbook: string | undefined;
  let files: PackedFile[] = [];
  try {
    if (await isOds(archive)) return await openOds(file);
    workbook = await findWorkbook(archive);
    if (workbook === undefined) files = filesOf(archive, file);
  } finally {
    archive.close();
  }
  if (workbook !== undefined) return openWorkbook({ ...file, workbook });
  if (file.openUnpacked === undefined) throw new ImportRefused({ code: 'archive_in_archive', detail: {} });
  return openPacked({ files, size: file.size, openUnpacked: file.openUnpacked });
}

/** The main part of a workbook; refuses by name other documents that are kept in a zip. */
async function findWorkbook(archive: Archive): Promise<string | undefined> {
  const main = await findMainPart(archive);
  const has = (pattern: RegExp): boolean => archive.names.some((name) => pattern.test(name));
  if (main !== undefined) {
    if (/\.bin$/i.test(main)) throw new ImportRefused({ code: 'binary_excel', detail: {} });
    if (/(?:^|\/)word\//i.test(main)) throw new ImportRefused({ code: 'word_document', detail: {} });
    if (/(?:^|\/)ppt\//i.test(main)) throw new ImportRefused({ code: 'binary', detail: { kind: 'pptx' } });
    return main;
  }
  if (has(/^index\/document\.iwa$/i) || has(/^index\.zip$/i)) throw new ImportRefused({ code: 'apple_numbers', detail: {} });
  // A workbook that lost its main part.
  if (has(/^\/?xl\/worksheets\//i)) throw new ImportRefused({ code: 'truncated', detail: { part: 'workbook' } });
  return undefined;
}

/** By the document type that stands at the beginning, as OpenDocument wants it, or by what is in it. */
async function isOds(archive: Archive): Promise<boolean> {
  if (archive.find('encrypted-package') !== undefined) throw new ImportRefused({ code: 'password_protected', detail: {} });
  if (archive.find('content.xml') === undefined) return false;
  const type = archive.find('mimetype') === undefined ? '' : await wholeText(archive, 'mimetype');
  if (type.includes('opendocument.text')) throw new ImportRefused({ code: 'word_document', detail: {} });
  if (type.includes('opendocument') && !type.includes('spreadsheet'))
    throw new ImportRefused({ code: 'binary', detail: { kind: type.trim() } });
  return type.includes('opendocument') || archive.find('META-INF/manifest.xml') !== undefined;
}

async function wholeText(archive: Archive, name: string): Promise<string> {
  let text = '';
  for await (const chunk of archive.read(name)) {
    text += chunk.toString('latin1');
    if (text.length > 1000) break;
  }
  return text;
}

/** More files than anybody packs by hand. */
const filesLimit = 500;

function filesOf(archive: Archive, { path, limits }: ZipFile): PackedFile[] {
  const names = archive.names.filter((name) => !name.endsWith('/') && !isLitter(name));
  if (names.length > filesLimit) throw new ImportRefused({ code: 'zip_bomb', detail: { part: 'entries' } });
  // Which of the two is meant, nobody knows.
  const [twice] = archive.repeated.filter((name) => names.includes(name));
  if (twice !== undefined) throw new ImportRefused({ code: 'truncated', detail: { file: twice } });
  for (const name of names) {
    // We never write a file under its packed name; but whoever packs such a name means harm.
    if (/^(?:\/|[a-z]:)|(?:^|\/)\.\.(?:\/|$)/i.test(name)) throw new ImportRefused({ code: 'archive_paths', detail: { file: name } });
    if (archive.isEncrypted(name)) throw new ImportRefused({ code: 'archive_password', detail: { file: name } });
  }
  return names.map((name) => ({ name, read: () => readEntry({ path, limits, name }) }));
}

/** What operating and office systems leave in archives. */
function isLitter(name: string): boolean {
  return /(?:^|\/)(?:__macosx\/|\._|~\$|\.ds_store$|thumbs\.db$|desktop\.ini$)/i.test(name);
}

async function* readEntry({ path, limits, name }: { path: string; limits: ZipLimits | undefined; name: string }): AsyncGenerator<Buffer> {
  const archive = await openArchive(path, limits);
  try {
    yield* archive.read(name, { mayBeZip: true });
  } finally {
    archive.close();
  }
}
