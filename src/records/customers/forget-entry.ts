/**
 * After an undo: customers are what the remaining imports say. Codes that none of them names go, with the customers that
 * imports made for them; names, ids, regions, groups, industries and owners that the undone import brought give way to those of the others.
 */
import { sql } from 'kysely';
import type { Tx } from '../database.ts';
import { ownAgain } from './owners.ts';

/** Needs the entry to be marked as undone. */
export async function forgetEntry(tx: Tx, entry: { id: string; sourceId: string }): Promise<void> {
  await sql`
    create temp table touched on commit drop as
    select k.source_id, k.code, k.customer_id from entry_code said
    join customer_code k on k.source_id = ${entry.sourceId}::bigint and k.code = said.code
    where said.entry_id = ${entry.id}::bigint`.execute(tx);
  await sql`analyze touched`.execute(tx);
  await sql`
    delete from customer_code k using touched t
    where k.source_id = t.source_id and k.code = t.code and k.created_by_entry is not null and not exists (
      select from entry_code said join entry e on e.id = said.entry_id
      where e.undone_at is null and e.source_id = k.source_id and said.code = k.code)`.execute(tx);
  await sql`
    create temp table said_of_touched on commit drop as
    select k.customer_id, k.source_id, said.*, e.position,
      lag(said.name) over (partition by k.source_id, said.code order by e.position) as former_name
    from entry_code said join entry e on e.id = said.entry_id
    join customer_code k on k.source_id = e.source_id and k.code = said.code
    where e.undone_at is null and k.customer_id in (select customer_id from touched)`.execute(tx);
  await sql`analyze said_of_touched`.execute(tx);
  await nameAgain(tx);
  await sql`create temp table owned_again on commit drop as select distinct customer_id from touched`.execute(tx);
  await ownAgain(tx);
  await sql`
    with orphan as (
      select c.id from customer c
      where c.created_by_entry is not null and c.id in (select customer_id from touched)
        and not exists (select from customer_code k where k.customer_id = c.id)
    ),
    freed as (delete from ownership o using orphan where o.customer_id = orphan.id),
    unpublished as (delete from scorecard s using orphan where s.customer_id = orphan.id),
    unvalued as (delete from contract using orphan where contract.customer_id = orphan.id)
    delete from customer c using orphan where c.id = orphan.id`.execute(tx);
  await sql`drop table touched, said_of_touched`.execute(tx);
}

/** As registerCodes would have it, had only the remaining imports come, in their order. */
async function nameAgain(tx: Tx): Promise<void> {
  await sql`
    update customer_code k set name = latest.name, name_key = latest.name_key
    from (select distinct on (source_id, code) source_id, code, name, name_key from said_of_touched order by source_id, code, position desc) as latest
    where k.source_id = latest.source_id and k.code = latest.code and k.name <> latest.name`.execute(tx);
  await sql`
    update customer c set name = told.name, tax_id = coalesce(told.tax_id, ''), branch_id = coalesce(told.branch_id, ''), region = coalesce(told.region, ''),
      company_group = coalesce(told.company_group, ''), industry = coalesce(told.industry, '')
    from (
      select customer_id,
        coalesce((array_agg(name order by position desc, code) filter (where former_name <> name))[1], (array_agg(name order by position, code))[1]) as name,
        (array_agg(tax_id order by position, code) filter (where tax_id <> ''))[1] as tax_id,
        (array_agg(branch_id order by position, code) filter (where tax_id <> ''))[1] as branch_id,
        (array_agg(region order by position desc, code) filter (where region <> ''))[1] as region,
        (array_agg(company_group order by position desc, code) filter (where company_group <> ''))[1] as company_group,
        (array_agg(industry order by position desc, code) filter (where industry <> ''))[1] as industry
      from said_of_touched group by customer_id
    ) as told
    where c.id = told.customer_id`.execute(tx);
}
