/** Takes a sample of a text file: its head whole, and slices from all over it, because a file often begins with plain ASCII. */
import { isAscii } from 'node:buffer';
import { open, type FileHandle } from 'node:fs/promises';

export interface Sample {
  head: Buffer;
  /** Slices from further on, each from an even offset so that UTF-16 stays aligned. */
  slices: Buffer[];
}

const headBytes = 1 << 20;
const sliceBytes = 1 << 16;
const sliceCount = 32;

export async function takeSample({ path, size }: { path: string; size: number }): Promise<Sample> {
  const file = await open(path, 'r');
  try {
    const head = await readAt(file, { from: 0, length: Math.min(size, headBytes) });
    const slices: Buffer[] = [];
    const step = (size - head.length) / sliceCount;
    if (step > sliceBytes) {
      for (let i = 0; i < sliceCount; i++) {
        const from = Math.floor((head.length + i * step) / 2) * 2;
        slices.push(await readAt(file, { from, length: sliceBytes }));
      }
    } else {
      for (let from = head.length; from < size; from += sliceBytes) slices.push(await readAt(file, { from, length: sliceBytes }));
    }
    if ([head, ...slices].every(isAscii)) slices.push(...(await findNonAscii(file, { size, from: head.length })));
    return { head, slices };
  } finally {
    await file.close();
  }
}

/** A file may be ASCII for a gigabyte and then name one customer in Cyrillic; those few bytes decide the encoding. */
async function findNonAscii(file: FileHandle, { size, from }: { size: number; from: number }): Promise<Buffer[]> {
  const found: Buffer[] = [];
  for (let at = from; at < size && found.length < sliceCount; at += headBytes) {
    const block = await readAt(file, { from: at, length: headBytes });
    if (isAscii(block)) continue;
    for (let i = 0; i < block.length; i += sliceBytes) {
      const slice = block.subarray(i, i + sliceBytes);
      if (!isAscii(slice)) found.push(Buffer.from(slice));
    }
  }
  return found;
}

async function readAt(file: FileHandle, { from, length }: { from: number; length: number }): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, from + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
