/** Formats without rows of their own (XML, JSON, sections of text) are read whole; a file that would not fit is refused by name. */
import { readFile } from 'node:fs/promises';
import { ImportRefused } from '../recognition.ts';

/** Bytes. A bank statement of a year and the orders of a large shop are a tenth of it. */
export const wholeFileLimit = 64 << 20;

export async function readWhole({
  path,
  size,
  format,
  limit = wholeFileLimit,
}: {
  path: string;
  size: number;
  format: string;
  limit?: number;
}): Promise<Buffer> {
  if (size > limit) throw new ImportRefused({ code: 'too_large', detail: { format, limit: `${limit >> 20}` } });
  return readFile(path);
}
