/** Which customers the codes of sources mean: the known ones as records say, those of a file about to be loaded as registering would have it. */
import { sql } from 'kysely';
import type pg from 'pg';
import type { CustomerOfCode } from '../../journal/overlap/overlap.ts';
import type { Tx } from '../database.ts';
import { forgetCodes, type IncomingCode, tellCodes } from './tell-codes.ts';

export async function customersOfSources(tx: Tx, sourceIds: string[]): Promise<CustomerOfCode[]> {
  const rows = await tx
    .selectFrom('customer_code')
    .select(['source_id as sourceId', 'code', 'customer_id as customerId'])
    .where('source_id', 'in', sourceIds)
    .execute();
  return rows;
}

/** Codes that would be new customers are left out. `client` is the transaction's own. */
export async function customersOfIncoming(
  tx: Tx,
  client: pg.PoolClient,
  sourceId: string,
  codes: IncomingCode[],
): Promise<CustomerOfCode[]> {
  await tellCodes(tx, client, { sourceId, numbered: false }, codes);
  const { rows } = await sql<CustomerOfCode>`
    select ${sourceId}::text as "sourceId", code, customer_id::text as "customerId" from known
    union all
    select ${sourceId}::text, code, known_id::text from added where known_id is not null`.execute(tx);
  await forgetCodes(tx);
  return rows;
}
