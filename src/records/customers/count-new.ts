/** What a preview says about customers and people: how many would be new. */
import { sql } from 'kysely';
import type { Tx } from '../database.ts';
import { type IncomingCode, personKey } from './register-codes.ts';

export async function countNew(tx: Tx, sourceId: string, codes: IncomingCode[]): Promise<{ customers: number; people: number }> {
  let customers = 0;
  for (let from = 0; from < codes.length; from += 50_000) {
    const some = codes.slice(from, from + 50_000).map((code) => code.code);
    const { rows } = await sql<{ n: string }>`
      select count(*) as n from unnest(${some}::text[]) as t (code)
      where not exists (select from customer_code k where k.source_id = ${sourceId} and k.code = t.code)`.execute(tx);
    customers += Number(rows[0]!.n);
  }
  const people = [...new Set(codes.filter((code) => code.manager !== '').map((code) => personKey(code.manager)))];
  const { rows } = await sql<{ n: string }>`
    select count(*) as n from unnest(${people}::text[]) as t (key) where not exists (select from person p where p.name_key = t.key)`.execute(tx);
  return { customers, people: Number(rows[0]!.n) };
}
