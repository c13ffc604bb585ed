/** clientele check: recomputes the accounting identities from the journal itself. */
import { checkEverything } from '../../flow/keep/check-everything.ts';
import { ensureSettled } from '../../flow/settle.ts';
import type { DefineCommand } from '../command.ts';
import { exitCodes } from '../io.ts';
import { runOf } from '../progress.ts';
import { sayUnnamedCurrency } from '../unnamed-currency.ts';

export const check: DefineCommand = (program, { io, withContext, finish }) => {
  program
    .command('check')
    .description('Check that every figure adds up to the journal, and the journal to what was registered')
    .option('--data <dir>', 'data folder')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample: clientele check --json')
    .action(async (options: { data?: string; json?: boolean }) => {
      finish(
        await withContext(options, (context) =>
          context.turn.take(async () => {
            await ensureSettled(context, runOf(io));
            const checks = await checkEverything(context);
            await sayUnnamedCurrency(context, io);
            const ok = checks.every((each) => each.ok);
            if (options.json) io.out(`${JSON.stringify({ ok, checks })}\n`);
            else for (const each of checks) io.out(`${each.ok ? '✓' : '✗'} ${each.name}${each.difference ? `: ${each.difference}` : ''}\n`);
            return ok ? exitCodes.done : exitCodes.unbalanced;
          }),
        ),
      );
    });
};
