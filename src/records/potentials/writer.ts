/** Says what a customer could buy, with who, when and what was said before, in one transaction. */
import type { Sight } from '../../core/access/sight.ts';
import { sql } from 'kysely';
import type { Tx } from '../database.ts';
import { recordEvent } from '../events/writer.ts';

export interface Potential {
  size: number | null;
  yearlyNeedMinor: string | null;
  reason: string;
}

export async function sayPotential(tx: Tx, said: { customerId: string; before: Potential; after: Potential; actor: Sight }): Promise<void> {
  const { customerId, before, after, actor } = said;
  await sql`
    insert into customer_potential (customer_id, size, yearly_need_minor, reason, said_by, said_at)
    values (${customerId}, ${after.size}, ${after.yearlyNeedMinor}, ${after.reason}, ${actor.id}, clock_timestamp())
    on conflict (customer_id) do update set size = excluded.size, yearly_need_minor = excluded.yearly_need_minor, reason = excluded.reason,
      said_by = excluded.said_by, said_at = excluded.said_at`.execute(tx);
  await recordEvent(tx, { actor, verb: 'said_potential', subject: 'customer', subjectId: customerId, before, after });
}

/** When the company's currency has other decimals: the needs are the numbers that were said, in the minor units of now. */
export async function rescaleNeeds(tx: Tx, digits: number): Promise<void> {
  if (digits === 0) return;
  await sql`update customer_potential set yearly_need_minor = round(yearly_need_minor * power(10::numeric, ${digits}::integer))::bigint where yearly_need_minor is not null`.execute(
    tx,
  );
}
