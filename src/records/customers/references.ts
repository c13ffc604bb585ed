/** The references that PostgreSQL does not enforce row by row (migrations/0003-in-bulk.sql): proved here over all rows at once. */
import { sql } from 'kysely';
import type { ReadTx } from '../database.ts';

/** The references that lead nowhere, with how many rows do so; none where all is well. */
export async function countBrokenReferences(tx: ReadTx): Promise<{ reference: string; rows: number }[]> {
  const { rows } = await sql<{ reference: string; rows: number }>`
    select reference, count(*)::integer as rows from (
      select 'customer_code.customer_id' as reference from customer_code k where not exists (select from customer c where c.id = k.customer_id)
      union all
      select 'customer_code.source_id' from customer_code k where not exists (select from source s where s.id = k.source_id)
      union all
      select 'entry_code.entry_id' from entry_code said where not exists (select from entry e where e.id = said.entry_id)
      union all
      select 'ownership.customer_id' from ownership o where not exists (select from customer c where c.id = o.customer_id)
      union all
      select 'ownership.person_id' from ownership o where not exists (select from person p where p.id = o.person_id)
      union all
      select 'scorecard.customer_id' from scorecard s where not exists (select from customer c where c.id = s.customer_id)
      union all
      select 'contract.customer_id' from contract where not exists (select from customer c where c.id = contract.customer_id)
      union all
      -- Both ways: who sees a customer that is not his, and who does not see one that is.
      select 'sees as owned' from (
        select user_id, customer_id from sees
        except
        select p.user_id, o.customer_id from ownership o join person p on p.id = o.person_id where o.to_date is null and p.user_id is not null
      ) as too_many
      union all
      select 'sees as owned' from (
        select p.user_id, o.customer_id from ownership o join person p on p.id = o.person_id where o.to_date is null and p.user_id is not null
        except
        select user_id, customer_id from sees
      ) as too_few
    ) as broken
    group by reference order by reference`.execute(tx);
  return rows;
}
