/**
 * The balances that a statement prints after its rows, against what was read. A row that fits only if its money went the other way
 * says that the direction is read wrong: nothing is loaded before a person has looked. Other gaps come of rows that were not exported.
 */
import type { Answers } from '../../facts/row/reading.ts';
import type { BalanceCheck } from '../interpret/check-balance.ts';
import type { Assumption } from './assumption.ts';
import { decide, evidence } from './decide.ts';

export function assumeBalance(checks: readonly BalanceCheck[], answers: Answers): Assumption | null {
  const [check] = checks
    .filter(({ of }) => of === 'running')
    .toSorted((a, b) => Number(a.agrees) - Number(b.agrees) || b.turned - a.turned);
  if (check === undefined) return null;
  const { currency, compared, firstRow, turned, statedMinor, readMinor } = check;
  if (check.agrees)
    return decide(
      {
        key: 'totals',
        about: 'balance',
        value: 'reproduced',
        sureness: 'evident',
        evidence: [evidence('balance_reproduced', { rows: String(compared), currency })],
      },
      {},
    );
  const said = evidence('balance_differs', {
    row: String(firstRow),
    currency,
    printedMinor: String(statedMinor),
    readMinor: String(readMinor),
    turned: String(turned),
  });
  return decide(
    { key: 'totals', about: 'balance', value: 'rows', sureness: turned > 0 ? 'open' : 'plain', evidence: [said], others: ['stop'] },
    answers,
  );
}
