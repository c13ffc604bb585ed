/** After an undo: codes that no registered fact uses any more, and the customers that imports made for them, go as they came. */
import { sql } from 'kysely';
import type { Tx } from '../database.ts';

export async function forgetUnusedCodes(tx: Tx, batch: { id: string; sourceId: string }, usedCodes: string[]): Promise<void> {
  await sql`create temp table used_code (code text primary key) on commit drop`.execute(tx);
  for (let from = 0; from < usedCodes.length; from += 50_000)
    await sql`insert into used_code select * from unnest(${usedCodes.slice(from, from + 50_000)}::text[])`.execute(tx);
  await sql`
    with gone as (
      delete from customer_code k
      where k.source_id = ${batch.sourceId} and k.created_by_batch is not null and not exists (select from used_code u where u.code = k.code)
      returning k.customer_id
    )
    select customer_id from gone`.execute(tx);
  // What the undone batch itself said about owners goes with it, whoever of the others remains.
  await sql`delete from ownership where created_by_batch = ${batch.id}`.execute(tx);
  await sql`
    with orphan as (
      select c.id from customer c
      where c.created_by_batch is not null and not exists (select from customer_code k where k.customer_id = c.id)
    ),
    freed as (delete from ownership o using orphan where o.customer_id = orphan.id),
    unpublished as (delete from scorecard s using orphan where s.customer_id = orphan.id)
    delete from customer c using orphan where c.id = orphan.id`.execute(tx);
}
