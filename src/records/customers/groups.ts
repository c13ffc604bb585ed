/** What groups customers, as the acting user may see them: their owner, region, group of companies, industry and published classes. */
import { sql } from 'kysely';
import type { ReadTx } from '../database.ts';

export interface CustomerGroups {
  name: string;
  /** '' where nobody is. */
  owner: string;
  region: string;
  /** Of companies. */
  group: string;
  industry: string;
  tier: string;
  activity: string;
  lifecycle: string;
}

/** By the customer's number; only customers that are published. */
export async function groupsOfCustomers(tx: ReadTx): Promise<Map<string, CustomerGroups>> {
  const { rows } = await sql<CustomerGroups & { id: string }>`
    select c.id, c.name, coalesce(p.name, '') as owner, c.region, c.company_group as "group", c.industry, s.tier, s.activity, s.lifecycle
    from scorecard s
    join customer c on c.id = s.customer_id
    left join ownership o on o.customer_id = c.id and o.to_date is null
    left join person p on p.id = o.person_id`.execute(tx);
  return new Map(rows.map(({ id, ...groups }) => [id, groups]));
}

/** Of everybody, published or not. */
export async function textsOfCustomers(tx: ReadTx): Promise<{ customerId: string; region: string; industry: string; group: string }[]> {
  return (
    await sql<{
      customerId: string;
      region: string;
      industry: string;
      group: string;
    }>`select id::text as "customerId", region, industry, company_group as "group" from customer`.execute(tx)
  ).rows;
}
