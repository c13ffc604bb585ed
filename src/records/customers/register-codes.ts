/**
 * Makes customers of the codes that a batch brings. A code that the source used before keeps its customer. A new code joins
 * a customer of another source only where both sides leave no doubt (see `same` below); else it is a customer of its own.
 * Merging more is a person's decision.
 */
import { sql } from 'kysely';
import type { Tx } from '../database.ts';

export interface IncomingCode {
  code: string;
  name: string;
  nameKey: string;
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
  const ids = countBy(codes, legalId);
  const names = countBy(codes, (code) => code.nameKey);
  for (let from = 0; from < codes.length; from += chunk) {
    const some = codes.slice(from, from + chunk);
    const idAlone = some.map((code) => ids.get(legalId(code)) === 1);
    const nameAlone = some.map((code) => names.get(code.nameKey) === 1);
    await sql`
      with incoming as (
        select * from unnest(${some.map((c) => c.code)}::text[], ${some.map((c) => c.name)}::text[], ${some.map((c) => c.nameKey)}::text[],
          ${some.map((c) => c.taxId)}::text[], ${some.map((c) => c.branchId)}::text[], ${some.map((c) => c.region)}::text[],
          ${idAlone}::boolean[], ${nameAlone}::boolean[]) as t (code, name, name_key, tax_id, branch_id, region, id_alone, name_alone)
      ),
      added as materialized (
        select i.* from incoming i
        where not exists (select from customer_code k where k.source_id = ${batch.sourceId} and k.code = i.code)
      ),
      -- Customers of other sources that a new code may mean, by ever weaker evidence.
      candidate as (
        -- The same code in the same system's other kind of file.
        select 1 as evidence, a.code, k.customer_id
        from added a join customer_code k on k.code = a.code join source other on other.id = k.source_id
        where other.id <> ${batch.sourceId} and other.name = (select name from source where id = ${batch.sourceId})
        union
        -- The same legal id, which no other code of the file has.
        select 2, a.code, c.id from added a join customer c on c.tax_id = a.tax_id and c.branch_id = a.branch_id where a.tax_id <> '' and a.id_alone
        union
        -- The same key by legal id or by name, or the same code with the same name.
        select 3, a.code, k.customer_id from added a join customer_code k on k.code = a.code
        where k.source_id <> ${batch.sourceId} and (a.code not like 'code:%' or (a.name_key = k.name_key and a.name_key <> ''))
        union
        -- A name that one side knows nothing else of, and that is nobody else's.
        select 4, a.code, k.customer_id from added a join customer_code k on k.name_key = a.name_key join customer c on c.id = k.customer_id
        where k.source_id <> ${batch.sourceId} and a.name_key <> '' and a.name_alone
          and (a.code like 'name:%' or k.code like 'name:%') and (a.tax_id = '' or c.tax_id = '' or a.tax_id = c.tax_id)
      ),
      free as (
        -- Two codes of one source stay two customers.
        select * from candidate where not exists (select from customer_code k where k.customer_id = candidate.customer_id and k.source_id = ${batch.sourceId})
      ),
      alone as (
        -- One customer per kind of evidence, or it is no evidence.
        select code, evidence, min(customer_id) as customer_id from free group by code, evidence having count(distinct customer_id) = 1
      ),
      best as (select distinct on (code) code, evidence, customer_id from alone order by code, evidence),
      same as (select distinct on (customer_id) code, customer_id from best order by customer_id, evidence, code),
      numbered as materialized (
        select a.*, s.customer_id as known_id, coalesce(s.customer_id, nextval('customer_id_seq')) as customer_id
        from added a left join same s using (code)
      ),
      created as (
        insert into customer (id, name, tax_id, branch_id, region, created_by_batch) overriding system value
        select customer_id, name, tax_id, branch_id, region, ${batch.id}::bigint from numbered where known_id is null
      )
      insert into customer_code (source_id, code, customer_id, name, name_key, created_by_batch)
      select ${batch.sourceId}::bigint, code, customer_id, name, name_key, ${batch.id}::bigint from numbered`.execute(tx);
    await renameKnown(tx, batch.sourceId, some);
    await keepWhatWasSaid(tx, batch.id, some);
  }
  await registerOwners(tx, batch, codes.filter((code) => code.manager !== '' && code.managerSince !== null));
}

function countBy(codes: IncomingCode[], of: (code: IncomingCode) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const code of codes) counts.set(of(code), (counts.get(of(code)) ?? 0) + 1);
  return counts;
}

function legalId(code: IncomingCode): string {
  return code.taxId === '' ? '' : `${code.taxId}/${code.branchId}`;
}

/** A customer renamed in accounting is renamed here; what was lacking is filled in. */
async function renameKnown(tx: Tx, sourceId: string, codes: IncomingCode[]): Promise<void> {
  await sql`
    with incoming as (
      select * from unnest(${codes.map((c) => c.code)}::text[], ${codes.map((c) => c.name)}::text[], ${codes.map((c) => c.nameKey)}::text[],
        ${codes.map((c) => c.taxId)}::text[], ${codes.map((c) => c.branchId)}::text[], ${codes.map((c) => c.region)}::text[])
        as t (code, name, name_key, tax_id, branch_id, region)
    ),
    renamed as (
      update customer_code k set name = i.name, name_key = i.name_key from incoming i
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

/** What forgetBatch goes by when another import is taken back. */
async function keepWhatWasSaid(tx: Tx, batchId: string, codes: IncomingCode[]): Promise<void> {
  await sql`
    insert into batch_code (batch_id, code, name, name_key, tax_id, branch_id, region, manager_key, manager_since)
    select ${batchId}::bigint, t.* from unnest(${codes.map((c) => c.code)}::text[], ${codes.map((c) => c.name)}::text[], ${codes.map((c) => c.nameKey)}::text[],
      ${codes.map((c) => c.taxId)}::text[], ${codes.map((c) => c.branchId)}::text[], ${codes.map((c) => c.region)}::text[],
      ${codes.map((c) => personKey(c.manager))}::text[], ${codes.map((c) => (c.manager === '' ? null : c.managerSince))}::date[]) as t`.execute(tx);
}

/**
 * Managers named in the file become people. The manager of a customer's latest document is its owner, whichever import brought
 * that document, until a person says otherwise.
 */
async function registerOwners(tx: Tx, batch: { id: string; sourceId: string }, codes: Pick<IncomingCode, 'code' | 'manager' | 'managerSince'>[]): Promise<void> {
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
      ),
      latest as (
        select distinct on (k.customer_id) k.customer_id, p.id as person_id, i.since
        from incoming i
        join customer_code k on k.source_id = ${batch.sourceId} and k.code = i.code
        join person p on p.name_key = i.person_key
        order by k.customer_id, i.since desc, i.code
      ),
      handed_over as (
        update ownership o set person_id = latest.person_id, from_date = latest.since, created_by_batch = ${batch.id}::bigint
        from latest
        where o.customer_id = latest.customer_id and o.to_date is null and o.created_by_batch is not null and latest.since >= o.from_date
      )
      insert into ownership (customer_id, person_id, from_date, reason, created_by_batch)
      select customer_id, person_id, since, 'latest_document', ${batch.id}::bigint from latest
      where not exists (select from ownership o where o.customer_id = latest.customer_id and o.to_date is null)`.execute(tx);
  }
}

/** Lower-case letters and digits only: spacing, points and case do not make another person. */
export function personKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll('ё', 'е').replaceAll(/[^\p{L}\p{N}]/gu, '');
}
