/** clientele backup FILE: the whole company in one file. */
import { resolve } from 'node:path';
import { companyCommand } from '../command.ts';

export const backup = companyCommand({
  name: 'backup',
  description: 'Write the whole company into one file; also while the server runs',
  arguments: [['<file>', 'where to write it, for instance company.tar.gz']],
  options: [
    ['--data <dir>', 'data folder'],
    ['--json', 'print JSON'],
  ],
  examples: ['backup company-2026-11-23.tar.gz'],
  on: 'alone',
  work:
    ({ given: [file], io, words, print }) =>
    async (context) => {
      const { backUp } = await import('../../flow/keep/backup.ts');
      const done = await backUp(context, resolve(io.cwd, file!));
      print({ json: () => done, words: () => `${words.t('cli_backed_up', { file: done.file })}\n` });
    },
});
