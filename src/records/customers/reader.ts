/** Customers by what people type: a number, a code, a name or a part of one. */
import { sql } from 'kysely';
import type { ReadTx } from '../database.ts';

export interface FoundCustomer {
  id: string;
  name: string;
}

/** At most twenty. An exact number, code or name beats parts of names. */
export async function findCustomers(tx: ReadTx, text: string): Promise<FoundCustomer[]> {
  const typed = text.trim();
  const { rows: exact } = await sql<FoundCustomer>`
    select distinct c.id, c.name from customer c left join customer_code k on k.customer_id = c.id
    where c.id::text = ${typed} or regexp_replace(k.code, '^[a-z]+:', '') = ${typed} or c.tax_id = ${typed} or lower(c.name) = lower(${typed}) or lower(k.name) = lower(${typed})
    order by c.name limit 20`.execute(tx);
  if (exact.length > 0) return exact;
  // Every word must be there, in any order and without its quotes: «ООО "Ромашка"» and «Ромашка ООО» ask for the same.
  const words = typed
    .toLowerCase()
    .split(/[\s"«»'’]+/)
    .filter((word) => word !== '');
  if (words.length === 0) return [];
  const { rows } = await sql<FoundCustomer>`
    select c.id, c.name from customer c
    where ${sql.join(
      words.map((word) => sql`lower(c.name) like ${`%${word.replaceAll(/[\\%_]/g, '\\$&')}%`}`),
      sql` and `,
    )}
    order by c.name limit 20`.execute(tx);
  return rows;
}

export async function namesOfCustomers(tx: ReadTx, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.selectFrom('customer').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** The source's own codes by customer, without the prefix that says what kind of code it is. */
export async function codesOfCustomers(
  tx: ReadTx,
): Promise<Map<string, { name: string; codes: string[]; owner: string | null; region: string }>> {
  const { rows } = await sql<{ id: string; name: string; codes: string[]; owner: string | null; region: string }>`
    select c.id, c.name, c.region, coalesce(k.codes, '{}') as codes, p.name as owner
    from customer c
    left join (select customer_id, array_agg(distinct regexp_replace(code, '^[a-z]+:', '')) as codes from customer_code group by customer_id) k on k.customer_id = c.id
    left join ownership o on o.customer_id = c.id and o.to_date is null
    left join person p on p.id = o.person_id`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Which customer each code means, for the metrics. */
export async function allCodes(tx: ReadTx): Promise<{ sourceId: string; code: string; customerId: string }[]> {
  const rows = await tx.selectFrom('customer_code').select(['source_id', 'code', 'customer_id']).execute();
  return rows.map((row) => ({ sourceId: row.source_id, code: row.code, customerId: row.customer_id }));
}
