/** The one customer that words at a terminal mean; where there are several they are named, and nothing is chosen. */
import type { Context } from '../context/context.ts';
import { findCustomers, type FoundCustomer } from '../records/customers/reader.ts';
import { CommandFailed, exitCodes, type Io } from './io.ts';
import { say } from './say.ts';

/** Undefined where several are meant: the command then ends undecided. */
export async function oneCustomer(context: Context, text: string, io: Io): Promise<FoundCustomer | undefined> {
  const found = await context.records.as('system', (tx) => findCustomers(tx, text));
  if (found.length === 0) throw new CommandFailed(exitCodes.refused, say('cli_no_customer', { text }, io.language) ?? text);
  if (found.length === 1) return found[0];
  io.err(
    `${say('cli_several_customers', { text }, io.language) ?? text}\n${found.map((each) => `  ${each.id}  ${each.name}`).join('\n')}\n`,
  );
  return undefined;
}
