/** How customers were keyed before, so that a mention that has less than a code finds its customer again. */
import { sql } from 'kysely';
import type { CustomerMention } from '../../core/facts.ts';
import type { CustomerKey } from '../../core/identify/customer-key.ts';
import type { ReadTx } from '../database.ts';

/**
 * The source's own keys, and the legal ids of other sources: those mean the same everywhere. Where every mention has a code
 * nothing of it is needed.
 */
export async function knownKeys(tx: ReadTx, sourceId: string, mentions: CustomerMention[]): Promise<CustomerKey[]> {
  if (mentions.every((mention) => mention.code !== '')) return [];
  const { rows } = await sql<CustomerKey>`
    select distinct on (k.code) k.code as key, k.name, c.tax_id as "taxId", c.branch_id as "branchId", c.region
    from customer_code k join customer c on c.id = k.customer_id
    where k.source_id = ${sourceId} or k.code like 'id:%'
    order by k.code, (k.source_id = ${sourceId}) desc`.execute(tx);
  return rows;
}
