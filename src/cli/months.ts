/** Periods as people type them at a terminal: 2026-01..2026-10, or one month. */
import type { Months } from '../core/differentiate/costing/statement-period.ts';
import { CommandFailed, exitCodes } from './io.ts';

export function monthsOf(text: string | undefined): Months | undefined {
  if (text === undefined) return undefined;
  const [, from, to = from] = /^(\d{4}-(?:0[1-9]|1[0-2]))(?:\.\.(\d{4}-(?:0[1-9]|1[0-2])))?$/.exec(text) ?? [];
  if (from === undefined || to === undefined || from > to)
    throw new CommandFailed(exitCodes.usage, `--period looks like 2026-01..2026-10, not "${text}"`);
  return { from, to };
}
