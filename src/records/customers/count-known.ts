/** How many of a file's customers each source knows, by its own codes, by legal id or by name. */
import { sql } from 'kysely';
import type { ReadTx } from '../database.ts';

export async function countKnownCustomers(
  tx: ReadTx,
  sourceIds: string[],
  told: { codes: string[]; taxIds: string[]; nameKeys: string[] },
): Promise<Map<string, number>> {
  const { rows } = await sql<{ source: string; known: string }>`
    select k.source_id as source, count(distinct k.code) as known
    from customer_code k join customer c on c.id = k.customer_id
    where k.source_id = any(${sourceIds}::bigint[])
      and (k.code = any(${told.codes}::text[]) or k.name_key = any(${told.nameKeys}::text[]) or (c.tax_id <> '' and c.tax_id = any(${told.taxIds}::text[])))
    group by k.source_id`.execute(tx);
  return new Map(rows.map(({ source, known }) => [source, Number(known)]));
}
