/** clientele restore FILE: a company out of a backup, into a data folder that is not in use yet. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Config, isUsed, readConfig } from '../../context/config.ts';
import { FolderBusy, openContext } from '../../context/context.ts';
import { readEnv } from '../../context/env.ts';
import { restoreTables, unpackBackup } from '../../flow/keep/backup.ts';
import { settle } from '../../flow/settle.ts';
import { forgetCluster } from '../../records/postgres/cluster-home.ts';
import { prepareSignInTables } from '../../server/auth.ts';
import type { DefineCommand } from '../command.ts';
import { CommandFailed, exitCodes } from '../io.ts';
import { runOf } from '../progress.ts';
import { say } from '../say.ts';

export const restore: DefineCommand = (program, { io, finish }) => {
  program
    .command('restore')
    .argument('<file>', 'a file that backup wrote')
    .description('Bring a company back from a backup, into an empty data folder')
    .option('--data <dir>', 'data folder; must not be in use yet')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample: clientele restore company-2026-11-23.tar.gz --data ./company')
    .action(async (file: string, options: { data?: string; json?: boolean }) => {
      const config = readConfig(readEnv(), options);
      if (isUsed(config.dataDir))
        throw new CommandFailed(
          exitCodes.refused,
          say('cli_restore_not_empty', { folder: config.dataDir }, io.language) ?? `${config.dataDir} is in use`,
        );
      const existed = existsSync(config.dataDir);
      const unpacked = `${config.dataDir}.restoring`;
      rmSync(unpacked, { recursive: true, force: true });
      try {
        const manifest = await unpackBackup(resolve(io.cwd, file), unpacked);
        mkdirSync(config.dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
        // The journal first: opening then finds every registered file in its place.
        await using context = await openContext(config, {
          seconds: 0,
          prepare: async (records, connectionString) => {
            await prepareSignInTables(records.pool, connectionString);
            await restoreTables(records.pool, unpacked, manifest);
            for (const folder of ['journal', 'runs'].map((name) => ({ from: join(unpacked, name), to: join(config.dataDir, name) })))
              if (existsSync(folder.from)) renameSync(folder.from, folder.to);
          },
        });
        const run = runOf(io);
        const done = await settle(context, { actor: 'system' }, run);
        run.end();
        io.out(
          options.json
            ? `${JSON.stringify({ data: config.dataDir, customers: done.customers, asOf: done.asOf })}\n`
            : `${say('cli_restored', { folder: config.dataDir, customers: done.customers }, io.language) ?? ''}\n`,
        );
        finish(exitCodes.done);
      } catch (error) {
        // Half a company is none. What another program has just taken is not ours to empty.
        if (!(error instanceof FolderBusy)) emptyAgain(config, existed);
        throw error;
      } finally {
        rmSync(unpacked, { recursive: true, force: true });
      }
    });
};

function emptyAgain(config: Config, existed: boolean): void {
  // Only a folder that holds nothing else gets the mark of a data folder.
  if (!isUsed(config.dataDir)) return;
  forgetCluster(config);
  for (const name of readdirSync(config.dataDir)) rmSync(join(config.dataDir, name), { recursive: true, force: true });
  if (!existed) rmSync(config.dataDir, { recursive: true });
}
