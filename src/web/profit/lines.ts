/** The lines of a statement of profit, from list value down to net profit: deductions and subtotals. */
import { m } from '../../../messages/compiled/messages.js';
import type { Step } from '../charts/Waterfall.tsx';
import type { Statement } from '../data/shapes.ts';

export type Line = keyof Statement;

/** `taken` lines are costs, written as positive amounts. */
export const lines = [
  { line: 'listMinor', taken: false },
  { line: 'discountMinor', taken: true },
  { line: 'returnsMinor', taken: true },
  { line: 'revenueMinor', taken: false },
  { line: 'costOfGoodsMinor', taken: true },
  { line: 'grossMarginMinor', taken: false },
  { line: 'directMinor', taken: true },
  { line: 'activitiesMinor', taken: true },
  { line: 'creditMinor', taken: true },
  { line: 'netProfitMinor', taken: false },
] as const satisfies readonly { line: Line; taken: boolean }[];

export const lineWord = (line: Line): string => m[`profit_${line}`]();

/** Steps down the statement; a line of 0 is not a step, and an unknown line ends it. */
export function statementSteps(statement: Statement): Step[] {
  const steps: Step[] = [];
  for (const { line, taken } of lines) {
    const minor = statement[line];
    if (minor === null) {
      if (line === 'costOfGoodsMinor') break;
      continue;
    }
    if (taken && minor === '0') continue;
    steps.push({ word: lineWord(line), minor: taken ? negative(minor) : minor, stands: !taken });
  }
  return steps;
}

export function negative(minor: string): string {
  return String(-BigInt(minor));
}

/** Whether anything beyond the goods was spent on customers at all: without, net profit is gross margin. */
export function isServed({ directMinor, activitiesMinor, creditMinor }: Statement): boolean {
  return [directMinor, activitiesMinor, creditMinor].some((minor) => minor !== null && minor !== '0');
}
