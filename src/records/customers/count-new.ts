/** What a preview says about customers and people: how many registering would make. */
import { sql } from 'kysely';
import type pg from 'pg';
import type { Tx } from '../database.ts';
import { personKey } from './owners.ts';
import { forgetCodes, type IncomingCode, tellCodes } from './tell-codes.ts';

/** `client` is the transaction's own. */
export async function countNew(
  tx: Tx,
  client: pg.PoolClient,
  sourceId: string,
  codes: IncomingCode[],
): Promise<{ customers: number; people: number }> {
  await tellCodes(tx, client, { sourceId, numbered: false }, codes);
  const { rows: counted } = await sql<{ n: string }>`select count(*) as n from added where known_id is null`.execute(tx);
  await forgetCodes(tx);
  const people = [...new Set([...new Set(codes.map((code) => code.manager))].map(personKey))].filter((key) => key !== '');
  const { rows } = await sql<{ n: string }>`
    select count(*) as n from unnest(${people}::text[]) as t (key) where not exists (select from person p where p.name_key = t.key)`.execute(
    tx,
  );
  return { customers: Number(counted[0]!.n), people: Number(rows[0]!.n) };
}
