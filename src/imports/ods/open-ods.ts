/** Tables of LibreOffice and others in the OpenDocument format: packed (.ods), or flat in one XML (.fods). */
import { ImportRefused } from '../recognition.ts';
import type { OpenedFile } from '../open-file.ts';
import { fileChunks } from '../tables/file-chunks.ts';
import { openTables, type Pass } from '../tables/open-tables.ts';
import { shares } from '../tables/shares.ts';
import { openArchive } from '../xlsx/archive.ts';
import { readXml, readXmlPart } from '../xlsx/read-xml.ts';
import { OdsTables } from './ods-tables.ts';

const contentPart = 'content.xml';

export async function openOds({ path, size }: { path: string; size: number }): Promise<OpenedFile> {
  const declaredBytes = await refuseEncrypted(path);
  return openDocument({ size, bytes: declaredBytes, chunks: () => partChunks(path, contentPart) });
}

export async function openFods({ path, size }: { path: string; size: number }): Promise<OpenedFile> {
  return openDocument({ size, bytes: size, chunks: () => fileChunks(path) });
}

function openDocument({ size, bytes, chunks }: { size: number; bytes: number; chunks: () => AsyncGenerator<Buffer> }): Promise<OpenedFile> {
  const pass = (wanted: number | null): Pass => {
    const reader = new OdsTables(wanted);
    return { reader, advance: shares(readXml(chunks(), { part: contentPart, handler: reader }), bytes) };
  };
  return openTables({ container: 'ods', size, pass, whenNone: { code: 'empty', detail: {} } });
}

/** A password encrypts the content and leaves the list of parts in the clear. Returns the size of the content. */
async function refuseEncrypted(path: string): Promise<number> {
  const archive = await openArchive(path);
  try {
    const manifest = archive.find('META-INF/manifest.xml');
    let encrypted = false;
    if (manifest !== undefined) {
      const handler = { open: (name: string) => void (encrypted ||= name === 'encryption-data') };
      await readXmlPart(archive.read(manifest), { part: manifest, handler });
    }
    if (encrypted) throw new ImportRefused({ code: 'password_protected', detail: {} });
    return archive.declaredBytes(contentPart);
  } finally {
    archive.close();
  }
}

async function* partChunks(path: string, part: string): AsyncGenerator<Buffer> {
  const archive = await openArchive(path);
  try {
    yield* archive.read(part);
  } finally {
    archive.close();
  }
}
