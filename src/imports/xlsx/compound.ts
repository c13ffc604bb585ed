/**
 * Refuses OLE compound files (MS-CFB): the old binary .xls, and a workbook encrypted with a password, which Excel wraps in
 * the same container under the stream name EncryptedPackage (MS-OFFCRYPTO).
 */
import { open } from 'node:fs/promises';
import { ImportRefused } from '../recognition.ts';

export async function refuseCompound(path: string, size: number): Promise<never> {
  const names = await directoryNames(path, size);
  if (names.some((name) => name === 'EncryptedPackage' || name === 'EncryptionInfo')) {
    throw new ImportRefused({ code: 'password_protected', detail: {} });
  }
  if (names.some((name) => name === 'Workbook' || name === 'Book')) throw new ImportRefused({ code: 'old_excel', detail: {} });
  if (names.includes('WordDocument')) throw new ImportRefused({ code: 'word_document', detail: {} });
  if (names.some((name) => name.startsWith('__substg1.0') || name === 'PowerPoint Document')) {
    throw new ImportRefused({ code: 'binary', detail: { kind: 'ole' } });
  }
  throw new ImportRefused({ code: 'old_excel', detail: {} });
}

/**
 * Names in the directory, without walking the sector chains: an entry is 128 bytes on a 128-byte boundary, its name in
 * UTF-16 in the first 64, its length (with the closing zero) in the next two. Only the first megabytes are looked at, and the
 * sector that the header names as the directory's first.
 */
async function directoryNames(path: string, size: number): Promise<string[]> {
  const file = await open(path, 'r');
  try {
    const header = Buffer.alloc(512);
    await file.read(header, 0, 512, 0);
    const sectorBytes = 1 << Math.min(header.readUInt16LE(30), 16);
    const directory = (header.readUInt32LE(48) + 1) * sectorBytes;
    const names: string[] = [];
    for (const from of [512, Math.min(directory, size)]) {
      const block = Buffer.alloc(Math.min(1 << 20, Math.max(0, size - from)));
      await file.read(block, 0, block.length, from);
      for (let at = 0; at + 128 <= block.length; at += 128) {
        const bytes = block.readUInt16LE(at + 64);
        const type = block[at + 66]!;
        if (bytes >= 4 && bytes <= 64 && type >= 1 && type <= 5) names.push(block.toString('utf16le', at, at + bytes - 2));
      }
    }
    return names;
  } finally {
    await file.close();
  }
}
