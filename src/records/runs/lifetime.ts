/** What the published run says that customers will be worth. */
import type { LifetimeScorecard } from '../../core/differentiate/lifetime-value/value-lifetimes.ts';
import type { ReadTx } from '../database.ts';

export async function lifetimeScorecards(tx: ReadTx): Promise<(LifetimeScorecard & { customerId: string })[]> {
  const rows = await tx
    .selectFrom('scorecard')
    .select([
      'customer_id',
      'alive_probability',
      'lifetime_value_minor',
      'lifetime_value_low_minor',
      'lifetime_value_high_minor',
      'next_shipment_on',
    ])
    .where('lifetime_value_minor', 'is not', null)
    .execute();
  return rows.map((row) => ({
    customerId: row.customer_id,
    alive_probability: row.alive_probability,
    lifetime_value_minor: Number(row.lifetime_value_minor),
    lifetime_value_low_minor: numberOf(row.lifetime_value_low_minor),
    lifetime_value_high_minor: numberOf(row.lifetime_value_high_minor),
    next_shipment_on: row.next_shipment_on,
  }));
}

/** Amounts lie far below 2^53: the valuation asserts it. */
function numberOf(minor: string | null): number | null {
  return minor === null ? null : Number(minor);
}
