/** clientele restore FILE: a company out of a backup, into a data folder that is not in use yet. */
import { resolve } from 'node:path';
import { readConfig } from '../../context/config.ts';
import { readEnv } from '../../context/env.ts';
import { restoreCompany } from '../../flow/keep/restore.ts';
import { prepareSignInTables } from '../../server/auth.ts';
import type { DefineCommand } from '../command.ts';
import { exitCodes } from '../io.ts';
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
      const run = runOf(io);
      const done = await restoreCompany(
        {
          config,
          file: resolve(io.cwd, file),
          prepareSignIn: async (records, connectionString) => void (await prepareSignInTables(records.pool, connectionString)),
        },
        run,
      );
      run.end();
      io.out(
        options.json
          ? `${JSON.stringify({ data: config.dataDir, customers: done.customers, asOf: done.asOf })}\n`
          : `${say('cli_restored', { folder: config.dataDir, customers: done.customers }, io.language) ?? ''}\n`,
      );
      finish(exitCodes.done);
    });
};
