/**
 * Managers named in the files become people. The manager of a customer's latest document is its owner, whichever import brought
 * that document, until a person says otherwise; it owns the customer from the first of its documents that nobody else's follow.
 */
import { sql } from 'kysely';
import type { Tx } from '../database.ts';

/**
 * Needs the tables of registerCodes (incoming, added, known) and the entry's entry_code. A customer whose owner the entry only
 * confirms is left as it is; one who is new has the owner that the entry names; all others are asked of every import.
 */
export async function registerOwners(tx: Tx, entry: { id: string; sourceId: string }, people: Map<string, string>): Promise<void> {
  people.delete('');
  if (people.size === 0) return;
  await sql`
    insert into person (name, name_key)
    select name, key from unnest(${[...people.values()]}::text[], ${[...people.keys()]}::text[]) as t (name, key)
    on conflict (name_key) do nothing`.execute(tx);
  await sql`analyze person`.execute(tx);
  await sql`
    insert into ownership (customer_id, person_id, from_date, reason, created_by_entry)
    select a.customer_id, p.id, a.manager_since, 'latest_document', ${entry.id}::bigint
    from added a join person p on p.name_key = a.manager_key
    where a.known_id is null and a.manager_since is not null`.execute(tx);
  await sql`
    create temp table owned_again on commit drop as
    select distinct named.customer_id
    from (select customer_id, manager_key, manager_since from known union all select known_id, manager_key, manager_since from added where known_id is not null) as named
    join person p on p.name_key = named.manager_key
    left join ownership o on o.customer_id = named.customer_id and o.to_date is null
    where named.manager_since is not null
      and (o.customer_id is null or (o.created_by_entry is not null and (o.person_id <> p.id or named.manager_since < o.from_date)))`.execute(
    tx,
  );
  await ownAgain(tx);
}

/**
 * Gives the customers of the temporary table owned_again, which it drops, the owners that the journal's entries say. What a person
 * said stays.
 */
export async function ownAgain(tx: Tx): Promise<void> {
  const { rows } = await sql<{ somebody: boolean }>`select exists (select from owned_again) as somebody`.execute(tx);
  if (rows[0]!.somebody) {
    await sql`analyze owned_again`.execute(tx);
    await ownAgainByEntries(tx);
  }
  await sql`drop table owned_again`.execute(tx);
}

async function ownAgainByEntries(tx: Tx): Promise<void> {
  await sql`
    delete from ownership o using owned_again
    where o.customer_id = owned_again.customer_id and o.to_date is null and o.created_by_entry is not null`.execute(tx);
  await sql`
    insert into ownership (customer_id, person_id, from_date, reason, created_by_entry)
    with said as (
      select k.customer_id, p.id as person_id, said.manager_since, said.entry_id, row_number() over latest_first as from_last,
        first_value(p.id) over latest_first as owner_id
      from owned_again
      join customer_code k using (customer_id)
      join entry e on e.source_id = k.source_id and e.undone_at is null
      join entry_code said on said.entry_id = e.id and said.code = k.code
      join person p on p.name_key = said.manager_key
      where said.manager_since is not null
      window latest_first as (partition by k.customer_id order by said.manager_since desc, e.position desc, said.code)
    ),
    placed as (
      select said.*, min(from_last) filter (where person_id <> owner_id) over (partition by customer_id) as anybody_else from said
    )
    select distinct on (placed.customer_id) placed.customer_id, placed.person_id, placed.manager_since, 'latest_document', placed.entry_id
    from placed
    where (anybody_else is null or from_last < anybody_else)
      and not exists (select from ownership o where o.customer_id = placed.customer_id and o.to_date is null)
    order by placed.customer_id, placed.from_last desc`.execute(tx);
}

/** Lower-case letters and digits only: spacing, points and case do not make another person. */
export function personKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}
