/** A statement states what is known of it, line by line, and nothing more. */
import { describe, expect, test } from 'vitest';
import { leftOf, type MissingFact, statementOf, type StatementParts } from './statement.ts';

const kiosk: StatementParts = {
  discountMinor: 60n,
  returnsMinor: 40n,
  revenueMinor: 900n,
  costOfGoodsMinor: 540n,
  costUnknown: false,
  directMinor: 7n,
  activitiesMinor: 600n,
  creditMinor: 3n,
};
const unserved = { ...kiosk, directMinor: 0n, activitiesMinor: 0n, creditMinor: 0n };

test('it goes from list value to net profit, and stops where a cost of goods is not known', () => {
  expect(statementOf(kiosk, [])).toMatchObject({ listMinor: 1_000n, revenueMinor: 900n, grossMarginMinor: 360n, netProfitMinor: -250n });
  const unknown = statementOf({ ...kiosk, costUnknown: true }, ['cost_of_goods']);
  expect(unknown).toMatchObject({ listMinor: 1_000n, costOfGoodsMinor: null, grossMarginMinor: null, netProfitMinor: null });
  expect(leftOf(unknown)).toBeNull();
});

describe('lines whose facts were never loaded', () => {
  const all: MissingFact[] = ['direct_costs', 'pool_costs', 'payments'];
  test.each<{ missing: MissingFact[]; lines: (bigint | null)[]; net: bigint | null; left: bigint }>([
    // All loaded, and this customer cost nothing: that is known.
    { missing: [], lines: [0n, 0n, 0n], net: 360n, left: 360n },
    { missing: ['payments'], lines: [0n, 0n, null], net: 360n, left: 360n },
    { missing: ['pool_costs', 'payments'], lines: [0n, null, null], net: 360n, left: 360n },
    // Nothing after the gross margin is known, so it is no net profit.
    { missing: all, lines: [null, null, null], net: null, left: 360n },
  ])('$missing', ({ missing, lines, net, left }) => {
    const statement = statementOf(unserved, missing);
    expect([statement.directMinor, statement.activitiesMinor, statement.creditMinor]).toEqual(lines);
    expect(statement.netProfitMinor).toBe(net);
    expect(leftOf(statement)).toBe(left);
  });

  test('an amount is never hidden', () => {
    expect(statementOf(kiosk, all)).toMatchObject({ directMinor: 7n, activitiesMinor: 600n, creditMinor: 3n, netProfitMinor: -250n });
  });
});
