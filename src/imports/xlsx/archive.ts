/**
 * A zip: its parts by name in any letter case, each as a stream whose inflation is limited while it runs.
 * A bomb lies about the sizes that the zip declares: they may condemn a part early, but never acquit it.
 */
import { isUtf8 } from 'node:buffer';
import { pipeline, type Readable } from 'node:stream';
import { crc32, createInflateRaw, type InflateRaw } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { ImportRefused } from '../recognition.ts';

export interface ZipLimits {
  /** A part may inflate this much beyond question; more only at a believable ratio. */
  partBytes: number;
  partRatio: number;
  totalBytes: number;
  entries: number;
}

export const usualLimits: ZipLimits = { partBytes: 500e6, partRatio: 200, totalBytes: 4e9, entries: 10_000 };

export interface Archive {
  /** The name as the zip spells it, for a name in any letter case. */
  find(name: string): string | undefined;
  names: string[];
  /** Names that stand in the zip more than once; the first of them is read, as Excel does. */
  repeated: string[];
  /** Inflated size as the zip declares it; good enough for progress. */
  declaredBytes(name: string): number;
  isEncrypted(name: string): boolean;
  /** `mayBeZip`: of an archive of files. No part of a workbook is a zip itself. */
  read(name: string, options?: { mayBeZip: boolean }): AsyncGenerator<Buffer>;
  close(): void;
}

export async function openArchive(path: string, limits: ZipLimits = usualLimits): Promise<Archive> {
  let zip: ZipFile;
  try {
    // Names are decoded here: nothing is ever written to disk, so even a name that yauzl would refuse does no harm.
    zip = await openPromise(path, { autoClose: false, decodeStrings: false, validateEntrySizes: false });
  } catch {
    throw new ImportRefused({ code: 'truncated', detail: { part: 'zip' } });
  }
  let entries: Entries;
  let repeated: string[];
  try {
    ({ entries, repeated } = await readEntries(zip, limits));
  } catch (error) {
    zip.close();
    throw error;
  }

  let inflatedTotal = 0;
  const count = (bytes: number) => (inflatedTotal += bytes);
  const entryOf = (name: string) => entries.get(exactKey(name)) ?? entries.get(partKey(name));
  return {
    find: (name) => entryOf(name)?.name,
    names: [...entries.values()].map(({ name }) => name),
    repeated,
    declaredBytes: (name) => entryOf(name)?.entry.uncompressedSize ?? 0,
    isEncrypted: (name) => entryOf(name)?.entry.isEncrypted() ?? false,
    read: (name, { mayBeZip } = { mayBeZip: false }) => {
      const found = entryOf(name);
      if (!found) throw new ImportRefused({ code: 'truncated', detail: { part: name } });
      return inflate({ zip, entry: found.entry, name: found.name, count, limits, mayBeZip });
    },
    close: () => zip.close(),
  };
}

type Entries = Map<string, { name: string; entry: Entry }>;

async function readEntries(zip: ZipFile, limits: ZipLimits): Promise<{ entries: Entries; repeated: string[] }> {
  const entries: Entries = new Map();
  const repeated: string[] = [];
  if (zip.entryCount > limits.entries) throw bomb('entries');
  try {
    for await (const entry of zip.eachEntry()) {
      const name = decodedName(entry.fileNameRaw);
      const same = entries.get(partKey(name));
      if (same === undefined) entries.set(partKey(name), { name, entry });
      // In an archive of files a.csv and A.csv are two.
      else if (same.name !== name && !entries.has(exactKey(name))) entries.set(exactKey(name), { name, entry });
      else repeated.push(name);
    }
  } catch {
    throw new ImportRefused({ code: 'truncated', detail: { part: 'zip' } });
  }
  return { entries, repeated };
}

/** In UTF-8 whatever the flag says; else in the encoding in which Windows writes Cyrillic names into archives. */
function decodedName(raw: Buffer): string {
  const name = isUtf8(raw) ? raw.toString('utf8') : new TextDecoder('ibm866').decode(raw);
  return name.replaceAll('\\', '/');
}

/** Names are compared without letter case, leading slash and percent escapes: programs disagree with themselves about all three. */
function partKey(name: string): string {
  return percentDecoded(name).replace(/^\/+/, '').toLowerCase().normalize();
}

/** No name holds this mark. */
function exactKey(name: string): string {
  return `\0${name}`;
}

function percentDecoded(name: string): string {
  if (!name.includes('%')) return name;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

interface PartToRead {
  zip: ZipFile;
  entry: Entry;
  name: string;
  /** Adds to what the whole zip has inflated to, and returns it. */
  count: (bytes: number) => number;
  limits: ZipLimits;
  mayBeZip: boolean;
}

async function* inflate(part: PartToRead): AsyncGenerator<Buffer> {
  const { entry, name, limits } = part;
  if (entry.isEncrypted()) throw new ImportRefused({ code: 'password_protected', detail: { part: name } });
  const isBomb = (inflated: number) => inflated > limits.partBytes && inflated > limits.partRatio * entry.compressedSize;
  if (isBomb(entry.uncompressedSize)) throw bomb(name);

  let inflated = 0;
  let checksum = 0;
  let lookedAhead = false;
  for await (const { chunk, consumed } of inflatedChunks(part)) {
    if (inflated === 0 && !part.mayBeZip && chunk.length >= 4 && chunk.readUInt32LE(0) === 0x04034b50) throw bomb('nested');
    inflated += chunk.length;
    checksum = crc32(chunk, checksum);
    // Parsing half a gigabyte takes long; inflating it does not. So a suspicious part is first inflated alone.
    if (!lookedAhead && inflated > suspiciousBytes && inflated > limits.partRatio * consumed) {
      lookedAhead = true;
      let ahead = 0;
      for await (const next of inflatedChunks(part)) if (isBomb((ahead += next.chunk.length))) throw bomb(name);
    }
    if (isBomb(inflated) || part.count(chunk.length) > limits.totalBytes) throw bomb(name);
    yield chunk;
  }
  // A digit that changed on the way is told by nothing else. Some writers leave the sum out.
  if (checksum !== entry.crc32 && entry.crc32 !== 0) throw new ImportRefused({ code: 'truncated', detail: { part: name } });
}

/** Of packing, beyond what every program unpacks. */
const methods: ReadonlyMap<number, string> = new Map([
  [9, 'deflate64'],
  [12, 'bzip2'],
  [14, 'lzma'],
  [93, 'zstd'],
  [95, 'xz'],
  [98, 'ppmd'],
]);

const suspiciousBytes = 8 << 20;
const chunkBytes = 1 << 18;

/** The part's content, and how much of the zip has been consumed for it. Our own inflater: yauzl's gives 16 kB at a time. */
async function* inflatedChunks({ zip, entry, name }: PartToRead): AsyncGenerator<{ chunk: Buffer; consumed: number }> {
  const deflated = entry.compressionMethod === 8;
  if (!deflated && entry.compressionMethod !== 0) {
    const method = methods.get(entry.compressionMethod) ?? String(entry.compressionMethod);
    throw new ImportRefused({ code: 'unknown_archive', detail: { part: name, kind: `zip, ${method}` } });
  }
  let raw: Readable | undefined;
  let inflater: InflateRaw | undefined;
  try {
    raw = await zip.openReadStreamPromise(entry, { decodeFileData: false });
    inflater = deflated ? createInflateRaw({ chunkSize: chunkBytes }) : undefined;
    // Errors of either stream reach the loop below, by destroying the inflater.
    if (inflater) pipeline(raw, inflater, () => {});
    let consumed = 0;
    for await (const chunk of (inflater ?? raw) as AsyncIterable<Buffer>) {
      consumed = inflater ? inflater.bytesWritten : consumed + chunk.length;
      yield { chunk, consumed };
    }
  } catch {
    throw new ImportRefused({ code: 'truncated', detail: { part: name } });
  } finally {
    inflater?.destroy();
    raw?.destroy();
  }
}

function bomb(part: string): ImportRefused {
  return new ImportRefused({ code: 'zip_bomb', detail: { part } });
}
