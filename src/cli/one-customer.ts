/** The one customer that words at a terminal mean; where there are several they are named, and nothing is chosen. */
import { asProgram } from '../core/access/sight.ts';
import type { Context } from '../context/context.ts';
import { CommandFailed, exitCodes, type Io } from './io.ts';
import { wordsIn } from './words.ts';

/** Undefined where several are meant: the command then ends undecided. */
export async function oneCustomer(context: Context, text: string, io: Io): Promise<{ id: string; name: string } | undefined> {
  const { customersNamed } = await import('../questions/identify/customers-named.ts');
  const { t } = wordsIn(io.language);
  const found = await customersNamed(context, asProgram('command line'), text);
  if (found.length === 0) throw new CommandFailed(exitCodes.refused, t('cli_no_customer', { text }));
  if (found.length === 1) return found[0];
  io.err(`${t('cli_several_customers', { text })}\n${found.map((each) => `  ${each.id}  ${each.name}`).join('\n')}\n`);
  return undefined;
}
