/** A packed file as a copy of its own in a folder that nobody else reads, for as long as it is read. */
import { rmSync } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface PackedFile {
  /** As the archive names it; never a name on disk. */
  name: string;
  /** Its content anew, within the limits of what may come out of an archive. */
  read(): AsyncIterable<Buffer>;
}

export interface UnpackedCopy {
  path: string;
  remove(): Promise<void>;
}

/** The caller removes the copy. */
export async function unpack(file: PackedFile): Promise<UnpackedCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'clientele-unpacked-'));
  const atExit = (): void => rmSync(folder, { recursive: true, force: true });
  // A program that is stopped in the middle of a pass ends no loops.
  process.once('exit', atExit);
  const remove = async (): Promise<void> => {
    await rm(folder, { recursive: true, force: true });
    process.off('exit', atExit);
  };
  try {
    const path = join(folder, 'file');
    const copy = await open(path, 'wx', 0o600);
    try {
      for await (const chunk of file.read()) await copy.writeFile(chunk);
    } finally {
      await copy.close();
    }
    return { path, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
