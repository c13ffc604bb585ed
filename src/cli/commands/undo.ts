/** clientele undo BATCH: takes a committed import back. */
import { undoImport } from '../../flow/1-import/commit.ts';
import { settle } from '../../flow/settle.ts';
import type { DefineCommand } from '../command.ts';
import { exitCodes } from '../io.ts';
import { runOf } from '../progress.ts';
import { say } from '../say.ts';

export const undo: DefineCommand = (program, { io, withContext, finish }) => {
  program
    .command('undo')
    .argument('<batch>', 'the batch number that import printed')
    .description('Take an import back: its documents go, what they replaced returns')
    .option('--data <dir>', 'data folder')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample: clientele undo 12')
    .action(async (batch: string, options: { data?: string; json?: boolean }) => {
      finish(
        await withContext(options, (context) =>
          context.turn.take(async () => {
            const run = runOf(io);
            await undoImport(context, { batchId: batch, actor: 'cli' }, run);
            await settle(context, { actor: 'cli' }, run);
            run.end();
            io.out(
              options.json ? `${JSON.stringify({ batch, undone: true })}\n` : `${say('cli_undone', { batch }, io.language) ?? batch}\n`,
            );
            return exitCodes.done;
          }),
        ),
      );
    });
};
