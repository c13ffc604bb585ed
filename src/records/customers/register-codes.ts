/**
 * Makes customers of the codes that a batch brings. A code that the source used before keeps its customer. A new code joins
 * a customer of another source only by an equal legal id (tax id and branch) that is unmistakable on both sides; else it is
 * a customer of its own. Merging more is a person's decision.
 */
import { sql } from 'kysely';
import type { Tx } from '../database.ts';

export interface IncomingCode {
  code: string;
  name: string;
  taxId: string;
  branchId: string;
  region: string;
  /** The latest document's manager, '' where none is named. */
  manager: string;
  managerSince: string | null;
}

/** Rows per statement: a parameter of an array of texts stays within some megabytes. */
const chunk = 50_000;

export async function registerCodes(tx: Tx, batch: { id: string; sourceId: string }, codes: IncomingCode[]): Promise<void> {
  const idsInFile = new Map<string, number>();
  for (const code of codes) {
    const id = legalId(code);
    if (id !== '') idsInFile.set(id, (idsInFile.get(id) ?? 0) + 1);
  }
  for (let from = 0; from < codes.length; from += chunk) {
    const some = codes.slice(from, from + chunk);
    const joinable = some.map((code) => legalId(code) !== '' && idsInFile.get(legalId(code)) === 1);
    await sql`
      with incoming as (
        select * from unnest(${some.map((c) => c.code)}::text[], ${some.map((c) => c.name)}::text[], ${some.map((c) => c.taxId)}::text[],
          ${some.map((c) => c.branchId)}::text[], ${some.map((c) => c.region)}::text[], ${joinable}::boolean[])
          as t (code, name, tax_id, branch_id, region, joinable)
      ),
      added as (
        select i.* from incoming i
        where not exists (select from customer_code k where k.source_id = ${batch.sourceId} and k.code = i.code)
      ),
      same as (
        select a.code, min(c.id) as customer_id
        from added a
        join customer c on c.tax_id = a.tax_id and c.branch_id = a.branch_id
        where a.joinable and not exists (select from customer_code k where k.customer_id = c.id and k.source_id = ${batch.sourceId})
        group by a.code having count(*) = 1
      ),
      numbered as materialized (
        select a.*, s.customer_id as known_id, coalesce(s.customer_id, nextval('customer_id_seq')) as customer_id
        from added a left join same s using (code)
      ),
      created as (
        insert into customer (id, name, tax_id, branch_id, region, created_by_batch) overriding system value
        select customer_id, name, tax_id, branch_id, region, ${batch.id}::bigint from numbered where known_id is null
      )
      insert into customer_code (source_id, code, customer_id, name, created_by_batch)
      select ${batch.sourceId}::bigint, code, customer_id, name, ${batch.id}::bigint from numbered`.execute(tx);
    await renameKnown(tx, batch.sourceId, some);
  }
  await registerOwners(tx, batch, codes.filter((code) => code.manager !== '' && code.managerSince !== null));
}

function legalId(code: IncomingCode): string {
  return code.taxId === '' ? '' : `${code.taxId}/${code.branchId}`;
}

/** A customer renamed in accounting is renamed here; what was lacking is filled in. */
async function renameKnown(tx: Tx, sourceId: string, codes: IncomingCode[]): Promise<void> {
  await sql`
    with incoming as (
      select * from unnest(${codes.map((c) => c.code)}::text[], ${codes.map((c) => c.name)}::text[], ${codes.map((c) => c.taxId)}::text[],
        ${codes.map((c) => c.branchId)}::text[], ${codes.map((c) => c.region)}::text[]) as t (code, name, tax_id, branch_id, region)
    ),
    renamed as (
      update customer_code k set name = i.name from incoming i
      where k.source_id = ${sourceId} and k.code = i.code and k.name <> i.name and i.name <> ''
      returning k.customer_id, k.code
    )
    update customer c set
      name = case when r.code is not null then i.name else c.name end,
      tax_id = case when c.tax_id = '' then i.tax_id else c.tax_id end,
      branch_id = case when c.tax_id = '' or c.branch_id = '' then i.branch_id else c.branch_id end,
      region = case when i.region <> '' then i.region else c.region end
    from incoming i
    join customer_code k on k.source_id = ${sourceId} and k.code = i.code
    left join renamed r on r.code = k.code
    where c.id = k.customer_id
      and (r.code is not null or (c.tax_id = '' and i.tax_id <> '') or (i.region <> '' and c.region <> i.region))`.execute(tx);
}

/** Managers named in the file become people; the latest document's manager becomes the owner of a customer who has none. */
export async function registerOwners(tx: Tx, batch: { id: string; sourceId: string }, codes: Pick<IncomingCode, 'code' | 'manager' | 'managerSince'>[]): Promise<void> {
  const people = new Map(codes.map((code) => [personKey(code.manager), code.manager]));
  if (people.size === 0) return;
  await sql`
    insert into person (name, name_key)
    select name, key from unnest(${[...people.values()]}::text[], ${[...people.keys()]}::text[]) as t (name, key)
    on conflict (name_key) do nothing`.execute(tx);
  for (let from = 0; from < codes.length; from += chunk) {
    const some = codes.slice(from, from + chunk);
    await sql`
      with incoming as (
        select * from unnest(${some.map((c) => c.code)}::text[], ${some.map((c) => personKey(c.manager))}::text[], ${some.map((c) => c.managerSince)}::date[])
          as t (code, person_key, since)
      )
      insert into ownership (customer_id, person_id, from_date, reason, created_by_batch)
      select distinct on (k.customer_id) k.customer_id, p.id, i.since, 'latest_document', ${batch.id}::bigint
      from incoming i
      join customer_code k on k.source_id = ${batch.sourceId} and k.code = i.code
      join person p on p.name_key = i.person_key
      where not exists (select from ownership o where o.customer_id = k.customer_id and o.to_date is null)
      order by k.customer_id, i.since desc, i.code`.execute(tx);
  }
}

/** Lower-case letters and digits only: spacing, points and case do not make another person. */
export function personKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll('ё', 'е').replaceAll(/[^\p{L}\p{N}]/gu, '');
}
