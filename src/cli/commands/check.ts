/** clientele check: recomputes the accounting identities from the journal itself. */
import { companyCommand } from '../command.ts';
import { exitCodes } from '../io.ts';
import { sayUnnamedCurrency } from '../unnamed-currency.ts';

export const check = companyCommand({
  name: 'check',
  description: 'Check that every figure adds up to the journal, and the journal to what was registered',
  options: [
    ['--data <dir>', 'data folder'],
    ['--json', 'print JSON'],
  ],
  examples: ['check --json'],
  on: 'settled',
  work:
    ({ io, print }) =>
    async (context) => {
      const { checkEverything } = await import('../../flow/keep/check-everything.ts');
      const checks = await checkEverything(context);
      await sayUnnamedCurrency(context, io);
      const ok = checks.every((each) => each.ok);
      print({
        json: () => ({ ok, checks }),
        words: () => checks.map((each) => `${each.ok ? '✓' : '✗'} ${each.name}${each.difference ? `: ${each.difference}` : ''}\n`).join(''),
      });
      return ok ? exitCodes.done : exitCodes.unbalanced;
    },
});
