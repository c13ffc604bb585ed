/** What a preview says about customers and people: how many would be new. */
import { sql } from 'kysely';
import type { Tx } from '../database.ts';
import { personKey } from './owners.ts';
import type { IncomingCode } from './register-codes.ts';

export async function countNew(tx: Tx, sourceId: string, codes: IncomingCode[]): Promise<{ customers: number; people: number }> {
  const people = [...new Set([...new Set(codes.map((code) => code.manager))].map(personKey))].filter((key) => key !== '');
  const { rows } = await sql<{ n: string }>`
    select count(*) as n from unnest(${people}::text[]) as t (key) where not exists (select from person p where p.name_key = t.key)`.execute(tx);
  return { customers: await countNewCodes(tx, sourceId, codes), people: Number(rows[0]!.n) };
}

async function countNewCodes(tx: Tx, sourceId: string, codes: IncomingCode[]): Promise<number> {
  const { rows } = await sql<{ there: boolean }>`select exists (select from customer_code where source_id = ${sourceId}) as there`.execute(tx);
  if (!rows[0]!.there) return codes.length;
  let known = 0;
  for (let from = 0; from < codes.length; from += 50_000) {
    const some = codes.slice(from, from + 50_000).map((code) => code.code);
    const { rows: counted } = await sql<{ n: string }>`
      select count(*) as n from customer_code where source_id = ${sourceId} and code = any(${some}::text[])`.execute(tx);
    known += Number(counted[0]!.n);
  }
  return codes.length - known;
}
