/** A single file packed by gzip, as servers hand out their exports. */
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ImportRefused } from '../recognition.ts';
import type { OpenedFile } from '../open-file.ts';
import { openPacked } from './open-packed.ts';
import type { ZipFile } from './open-zip.ts';

/** The same as of a part of a zip: so much beyond question, more only at a believable ratio. */
const contentBytes = 500e6;
const ratio = 200;

export async function openGzip({ path, size, openUnpacked }: ZipFile): Promise<OpenedFile> {
  if (openUnpacked === undefined) throw new ImportRefused({ code: 'archive_in_archive', detail: {} });
  return openPacked({ files: [{ name: '', read: () => gunzip(path) }], size, openUnpacked });
}

async function* gunzip(path: string): AsyncGenerator<Buffer> {
  const packed = createReadStream(path);
  const content = createGunzip({ chunkSize: 1 << 18 });
  pipeline(packed, content, () => {});
  let bytes = 0;
  try {
    for await (const chunk of content as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > contentBytes && bytes > ratio * content.bytesWritten) throw new ImportRefused({ code: 'zip_bomb', detail: { part: '' } });
      yield chunk;
    }
  } catch (error) {
    if (error instanceof ImportRefused) throw error;
    throw new ImportRefused({ code: 'truncated', detail: { part: 'gzip' } });
  } finally {
    content.destroy();
    packed.destroy();
  }
}
