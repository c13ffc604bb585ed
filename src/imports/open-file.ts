/**
 * The door of every import: a path becomes a stream of raw rows, or a refusal with its reason.
 * What the file is, is told by its content; the extension is never trusted. Nothing here interprets a row.
 */
import { open, stat } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import { openGzip } from './archive/open-gzip.ts';
import type { OpenUnpacked } from './archive/open-packed.ts';
import { openZip } from './archive/open-zip.ts';
import type { RawRow } from '../facts/row/raw-row.ts';
import { type Declared, type FileFormat, ImportRefused } from './recognition.ts';
import { openDelimited } from './delimited/open-delimited.ts';
import { isDbf, openDbf } from './dbf/open-dbf.ts';
import { isDif, openDif } from './dif/open-dif.ts';
import { openBank1c } from './exchange/bank-1c/open-bank-1c.ts';
import { isCamt } from './exchange/camt053/is-camt.ts';
import { openCamt053 } from './exchange/camt053/open-camt053.ts';
import { isCommerceml } from './exchange/commerceml/is-commerceml.ts';
import { openCommerceml } from './exchange/commerceml/open-commerceml.ts';
import { isMt940 } from './exchange/mt940/is-mt940.ts';
import { openMt940 } from './exchange/mt940/open-mt940.ts';
import { refuseForeign } from './foreign-file.ts';
import { openHtml, openMhtml } from './html/open-html.ts';
import { isJson, openJson } from './json/open-json.ts';
import { openFods } from './ods/open-ods.ts';
import { openSpreadsheetml } from './spreadsheetml/open-spreadsheetml.ts';
import { isSylk, openSylk } from './sylk/open-sylk.ts';
import { beginsAsFods, beginsAsMessage, beginsAsPage, beginsAsSpreadsheetml } from './text-beginning.ts';
import { headText } from './whole-file/decode-text.ts';
import { refuseCompound } from './xlsx/compound.ts';
import { isXml, openXml } from './xml/open-xml.ts';

export interface OpenedFile {
  format: FileFormat;
  /** Batches of some hundred rows. Each call is a new pass from the beginning; leaving it early closes the file. */
  rows(): AsyncIterable<RawRow[]>;
  /** Size of the file. */
  bytes: number;
  /** How many of `bytes` the latest pass has consumed. */
  progress(): number;
  /**
   * Names of all tables of the file that hold anything: sheets that are not hidden, tables of a page, files of an archive. One name,
   * perhaps empty, where it holds only one. The file is opened at the first of them.
   */
  tables: readonly string[];
  /** The same file, opened at another of its tables. */
  table(name: string): Promise<OpenedFile>;
  /** What the format states of its columns; undefined where their headings must tell. */
  declared?: Declared;
  /** Records that the file itself says are none, by why ("deleted"); they are not among the rows. */
  leftOut?: Readonly<Record<string, number>>;
}

export async function openFile(path: string): Promise<OpenedFile> {
  return openAny(path, { openUnpacked: (copy) => openAny(copy, { openUnpacked: undefined }) });
}

/** `openUnpacked`: opens a copy of a file that was packed in this one; undefined for such a copy itself. */
async function openAny(path: string, { openUnpacked }: { openUnpacked: OpenUnpacked | undefined }): Promise<OpenedFile> {
  const { size } = await regularFile(path);
  if (size === 0) throw new ImportRefused({ code: 'empty', detail: {} });

  const head = await firstBytes(path);
  refuseForeign(head);
  if (head.toString('hex', 0, 8) === 'd0cf11e0a1b11ae1') await refuseCompound(path, size);

  const format = formats.find(({ begins }) => begins(head)) ?? { open: openDelimited };
  const opened = await format.open({ path, size, openUnpacked });
  await readFirstBatch(opened);
  return opened;
}

interface Format {
  begins(head: Buffer): boolean;
  open(file: { path: string; size: number; openUnpacked: OpenUnpacked | undefined }): Promise<OpenedFile>;
}

/** Told by the first bytes, in this order; whatever begins like none of them is delimited text, or refused there. */
const formats: Format[] = [
  { begins: (head) => /^504b(0304|0506|0708)/.test(head.toString('hex', 0, 4)), open: openZip },
  { begins: (head) => head.toString('hex', 0, 3) === '1f8b08', open: openGzip },
  { begins: (head) => headText(head).trimStart().startsWith('1CClientBankExchange'), open: openBank1c },
  { begins: isCommerceml, open: openCommerceml },
  { begins: isCamt, open: openCamt053 },
  { begins: isMt940, open: openMt940 },
  { begins: isDbf, open: openDbf },
  { begins: isSylk, open: openSylk },
  { begins: isDif, open: openDif },
  { begins: beginsAsFods, open: openFods },
  { begins: beginsAsSpreadsheetml, open: openSpreadsheetml },
  { begins: beginsAsMessage, open: openMhtml },
  { begins: beginsAsPage, open: openHtml },
  { begins: isJson, open: openJson },
  // The most general one is the last: XML of which nothing above is known.
  { begins: isXml, open: openXml },
];

/** What is wrong with the first rows should be known at the door, not minutes later. */
async function readFirstBatch(opened: OpenedFile): Promise<void> {
  for await (const _ of opened.rows()) return;
}

async function regularFile(path: string): Promise<Stats> {
  let found: Stats;
  try {
    found = await stat(path);
  } catch (error) {
    throw new ImportRefused({ code: 'not_found', detail: { path, reason: (error as NodeJS.ErrnoException).code ?? '' } });
  }
  if (found.isDirectory()) throw new ImportRefused({ code: 'not_found', detail: { path, reason: 'directory' } });
  // A device or a pipe has no end and no second pass.
  if (!found.isFile()) throw new ImportRefused({ code: 'not_found', detail: { path, reason: 'not_a_file' } });
  return found;
}

async function firstBytes(path: string): Promise<Buffer> {
  let file;
  try {
    file = await open(path, 'r');
  } catch (error) {
    throw new ImportRefused({ code: 'not_found', detail: { path, reason: (error as NodeJS.ErrnoException).code ?? '' } });
  }
  try {
    const head = Buffer.alloc(4096);
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
