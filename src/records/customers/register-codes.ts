/**
 * Makes customers of the codes that a batch brings. A code that the source used before keeps its customer. A new code joins
 * a customer of another source only where both sides leave no doubt (see `joined`); else it is a customer of its own.
 * Merging more is a person's decision.
 */
import { type RawBuilder, sql } from 'kysely';
import type pg from 'pg';
import { copyRows } from '../copy.ts';
import type { Tx } from '../database.ts';
import { personKey, registerOwners } from './owners.ts';

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

export interface RegisteringBatch {
  id: string;
  sourceId: string;
}

/** `client` is the transaction's own. */
export async function registerCodes(tx: Tx, client: pg.PoolClient, batch: RegisteringBatch, codes: IncomingCode[]): Promise<void> {
  await takeIn(tx, client, codes);
  await sql`
    create temp table added on commit drop as
    select i.*, null::bigint as known_id, nextval('customer_id_seq') as customer_id from incoming i
    where not exists (select from customer_code k where k.source_id = ${batch.sourceId}::bigint and k.code = i.code)`.execute(tx);
  await sql`
    create temp table known on commit drop as
    select i.*, k.customer_id, k.name as former_name from incoming i
    join customer_code k on k.source_id = ${batch.sourceId}::bigint and k.code = i.code`.execute(tx);
  if (await othersAreThere(tx, batch.sourceId)) await joinOthers(tx, batch.sourceId);
  await makeCustomers(tx, batch);
  await renameKnown(tx, batch.sourceId);
  await keepWhatWasSaid(tx, batch.id);
  await registerOwners(tx, batch, new Map([...new Set(codes.map((code) => code.manager))].map((name) => [personKey(name), name])));
  await sql`drop table incoming, added, known`.execute(tx);
}

/** The temporary table of what the batch says, one row per code. */
async function takeIn(tx: Tx, client: pg.PoolClient, codes: IncomingCode[]): Promise<void> {
  await sql`
    create temp table incoming (
      code text, name text, name_key text, tax_id text, branch_id text, region text, manager_key text, manager_since date
    ) on commit drop`.execute(tx);
  await copyRows(client, 'incoming', rowsOf(codes));
  await sql`analyze incoming`.execute(tx);
}

function* rowsOf(codes: IncomingCode[]) {
  const keys = new Map<string, string>();
  for (const { code, name, nameKey, taxId, branchId, region, manager, managerSince } of codes) {
    if (!keys.has(manager)) keys.set(manager, personKey(manager));
    yield [code, name, nameKey, taxId, branchId, region, keys.get(manager)!, manager === '' ? null : managerSince];
  }
}

/** Whether there is any customer that a new code could mean: one that this source does not name. */
async function othersAreThere(tx: Tx, sourceId: string): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`
    select exists (select from customer c where not exists (select from customer_code k where k.customer_id = c.id and k.source_id = ${sourceId}::bigint)) as there`.execute(tx);
  return rows[0]!.there;
}

async function joinOthers(tx: Tx, sourceId: string): Promise<void> {
  await sql`update added set known_id = same.customer_id, customer_id = same.customer_id from (${joined(sql`${sourceId}::bigint`)}) as same where same.code = added.code`.execute(tx);
}

/** One row per new code that means a customer of another source, by ever weaker evidence. */
const joined = (source: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  with said as (
    select *, count(*) over (partition by tax_id, branch_id) = 1 as id_alone, count(*) over (partition by name_key) = 1 as name_alone from incoming
  ),
  fresh as (select s.* from said s join added using (code)),
  candidate as (
    -- The same code in the same system's other kind of file.
    select 1 as evidence, a.code, k.customer_id
    from fresh a join customer_code k on k.code = a.code join source other on other.id = k.source_id
    where other.id <> ${source} and other.name = (select name from source where id = ${source})
    union
    -- The same legal id, which no other code of the file has.
    select 2, a.code, c.id from fresh a join customer c on c.tax_id = a.tax_id and c.branch_id = a.branch_id where a.tax_id <> '' and a.id_alone
    union
    -- The same key by legal id or by name, or the same code with the same name.
    select 3, a.code, k.customer_id from fresh a join customer_code k on k.code = a.code
    where k.source_id <> ${source} and (a.code not like 'code:%' or (a.name_key = k.name_key and a.name_key <> ''))
    union
    -- A name that one side knows nothing else of, and that is nobody else's.
    select 4, a.code, k.customer_id from fresh a join customer_code k on k.name_key = a.name_key join customer c on c.id = k.customer_id
    where k.source_id <> ${source} and a.name_key <> '' and a.name_alone
      and (a.code like 'name:%' or k.code like 'name:%') and (a.tax_id = '' or c.tax_id = '' or a.tax_id = c.tax_id)
  ),
  free as (
    -- Two codes of one source stay two customers.
    select * from candidate where not exists (select from customer_code k where k.customer_id = candidate.customer_id and k.source_id = ${source})
  ),
  alone as (
    -- One customer per kind of evidence, or it is no evidence.
    select code, evidence, min(customer_id) as customer_id from free group by code, evidence having count(distinct customer_id) = 1
  ),
  best as (select distinct on (code) code, evidence, customer_id from alone order by code, evidence)
  select distinct on (customer_id) code, customer_id from best order by customer_id, evidence, code`;

async function makeCustomers(tx: Tx, batch: RegisteringBatch): Promise<void> {
  await sql`
    insert into customer (id, name, tax_id, branch_id, region, created_by_batch) overriding system value
    select customer_id, name, tax_id, branch_id, region, ${batch.id}::bigint from added where known_id is null`.execute(tx);
  await sql`
    insert into customer_code (source_id, code, customer_id, name, name_key, created_by_batch)
    select ${batch.sourceId}::bigint, code, customer_id, name, name_key, ${batch.id}::bigint from added`.execute(tx);
}

/** A customer renamed in accounting is renamed here; what was lacking is filled in. */
async function renameKnown(tx: Tx, sourceId: string): Promise<void> {
  await sql`
    update customer_code k set name = i.name, name_key = i.name_key from known i
    where k.source_id = ${sourceId}::bigint and k.code = i.code and i.name <> i.former_name and i.name <> ''`.execute(tx);
  await sql`
    update customer c set
      name = case when i.name <> i.former_name and i.name <> '' then i.name else c.name end,
      tax_id = case when c.tax_id = '' then i.tax_id else c.tax_id end,
      branch_id = case when c.tax_id = '' or c.branch_id = '' then i.branch_id else c.branch_id end,
      region = case when i.region <> '' then i.region else c.region end
    from (
      select customer_id, name, former_name, tax_id, branch_id, region from known
      union all
      select customer_id, name, name, tax_id, branch_id, region from added where known_id is not null
    ) as i
    where c.id = i.customer_id
      and ((i.name <> i.former_name and i.name <> '') or (c.tax_id = '' and i.tax_id <> '') or (i.region <> '' and c.region <> i.region))`.execute(tx);
}

/** What forgetBatch and the owners go by. */
async function keepWhatWasSaid(tx: Tx, batchId: string): Promise<void> {
  await sql`
    insert into batch_code (batch_id, code, name, name_key, tax_id, branch_id, region, manager_key, manager_since)
    select ${batchId}::bigint, code, name, name_key, tax_id, branch_id, region, manager_key, manager_since from incoming`.execute(tx);
}
