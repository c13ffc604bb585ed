/** clientele undo BATCH: takes a committed import back. */
import { asProgram } from '../../core/access/sight.ts';
import { companyCommand } from '../command.ts';
import { runOf } from '../progress.ts';

export const undo = companyCommand({
  name: 'undo',
  description: 'Take an import back: its documents go, what they replaced returns',
  arguments: [['<batch>', 'the batch number that import printed']],
  options: [
    ['--data <dir>', 'data folder'],
    ['--json', 'print JSON'],
  ],
  examples: ['undo 12'],
  on: 'alone',
  work: ({ given, io, words, print }) => {
    const batch = given[0]!;
    return async (context) => {
      const { undoImport } = await import('../../flow/1-import/commit.ts');
      const { settle } = await import('../../flow/settle.ts');
      const run = runOf(io);
      await undoImport(context, { batchId: batch, actor: asProgram('command line') }, run);
      await settle(context, { actor: asProgram('command line') }, run);
      run.end();
      print({ json: () => ({ batch, undone: true }), words: () => `${words.t('cli_undone', { batch })}\n` });
    };
  },
});
