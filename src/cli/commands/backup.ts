/** clientele backup FILE: the whole company in one file. */
import { resolve } from 'node:path';
import { backUp } from '../../flow/keep/backup.ts';
import type { DefineCommand } from '../command.ts';
import { exitCodes } from '../io.ts';
import { say } from '../say.ts';

export const backup: DefineCommand = (program, { io, withContext, finish }) => {
  program
    .command('backup')
    .argument('<file>', 'where to write it, for instance company.tar.gz')
    .description('Write the whole company into one file; also while the server runs')
    .option('--data <dir>', 'data folder')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample: clientele backup company-2026-11-23.tar.gz')
    .action(async (file: string, options: { data?: string; json?: boolean }) => {
      finish(
        await withContext(options, (context) =>
          context.turn.take(async () => {
            const done = await backUp(context, resolve(io.cwd, file));
            io.out(options.json ? `${JSON.stringify(done)}\n` : `${say('cli_backed_up', { file: done.file }, io.language) ?? done.file}\n`);
            return exitCodes.done;
          }),
        ),
      );
    });
};
