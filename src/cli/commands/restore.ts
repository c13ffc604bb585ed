/** clientele restore FILE: a company out of a backup, into a data folder that is not in use yet. */
import { resolve } from 'node:path';
import { readConfig } from '../../context/config.ts';
import { readEnv } from '../../context/env.ts';
import { command } from '../command.ts';
import { runOf } from '../progress.ts';

export const restore = command({
  name: 'restore',
  description: 'Bring a company back from a backup, into an empty data folder',
  arguments: [['<file>', 'a file that backup wrote']],
  options: [
    ['--data <dir>', 'data folder; must not be in use yet'],
    ['--json', 'print JSON'],
  ],
  examples: ['restore company-2026-11-23.tar.gz --data ./company'],
  async work({ options, given: [file], io, words, print }, { loadServer }) {
    const { restoreCompany } = await import('../../flow/keep/restore.ts');
    const { prepareSignInTables } = await loadServer();
    const config = readConfig(readEnv(), options);
    const run = runOf(io);
    const done = await restoreCompany(
      {
        config,
        file: resolve(io.cwd, file!),
        prepareSignIn: async (records, connectionString) => void (await prepareSignInTables(records.pool, connectionString)),
      },
      run,
    );
    run.end();
    print({
      json: () => ({ data: config.dataDir, customers: done.customers, asOf: done.asOf }),
      words: () => `${words.t('cli_restored', { folder: config.dataDir, customers: done.customers })}\n`,
    });
  },
});
