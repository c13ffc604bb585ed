/**
 * Whom the codes of an import mean. A code that the source used before keeps its customer. A new code means a customer of another
 * source only where both sides leave no doubt (see `joined`); else nobody who is known yet. Writes nothing that lasts.
 */
import { type RawBuilder, sql } from 'kysely';
import type pg from 'pg';
import { copyRows } from '../copy.ts';
import type { ReadTx, Tx } from '../database.ts';
import { personKey } from './owners.ts';

export interface IncomingCode {
  code: string;
  name: string;
  nameKey: string;
  taxId: string;
  branchId: string;
  region: string;
  group: string;
  industry: string;
  /** The latest document's manager, '' where none is named. */
  manager: string;
  managerSince: string | null;
}

/**
 * Makes the temporary tables incoming (all codes), known (those of the source's customers) and added (the others, with the customer
 * whom they mean as known_id, or null). `numbered`: who is nobody yet gets a number. `client` is the transaction's own.
 */
export async function tellCodes(
  tx: Tx,
  client: pg.PoolClient,
  of: { sourceId: string; numbered: boolean },
  codes: IncomingCode[],
): Promise<void> {
  await takeIn(tx, client, codes);
  await sql`
    create temp table added on commit drop as
    select i.*, null::bigint as known_id, ${of.numbered ? sql`nextval('customer_id_seq')` : sql`null::bigint`} as customer_id from incoming i
    where not exists (select from customer_code k where k.source_id = ${of.sourceId}::bigint and k.code = i.code)`.execute(tx);
  await sql`
    create temp table known on commit drop as
    select i.*, k.customer_id, k.name as former_name from incoming i
    join customer_code k on k.source_id = ${of.sourceId}::bigint and k.code = i.code`.execute(tx);
  await sql`analyze added, known`.execute(tx);
  if (await othersAreThere(tx, of.sourceId)) await joinOthers(tx, of.sourceId);
}

export async function forgetCodes(tx: ReadTx): Promise<void> {
  await sql`drop table incoming, added, known`.execute(tx);
}

/** The temporary table of what the import says, one row per code. */
async function takeIn(tx: Tx, client: pg.PoolClient, codes: IncomingCode[]): Promise<void> {
  await sql`
    create temp table incoming (
      code text, name text, name_key text, tax_id text, branch_id text, region text, company_group text, industry text, manager_key text, manager_since date
    ) on commit drop`.execute(tx);
  await copyRows(client, 'incoming', rowsOf(codes));
  await sql`analyze incoming`.execute(tx);
}

function* rowsOf(codes: IncomingCode[]) {
  const keys = new Map<string, string>();
  for (const { code, name, nameKey, taxId, branchId, region, group, industry, manager, managerSince } of codes) {
    if (!keys.has(manager)) keys.set(manager, personKey(manager));
    yield [code, name, nameKey, taxId, branchId, region, group, industry, keys.get(manager)!, manager === '' ? null : managerSince];
  }
}

/** Whether there is any customer that a new code could mean: one that this source does not name. */
async function othersAreThere(tx: ReadTx, sourceId: string): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`
    select exists (select from customer c where not exists (select from customer_code k where k.customer_id = c.id and k.source_id = ${sourceId}::bigint)) as there`.execute(
    tx,
  );
  return rows[0]!.there;
}

async function joinOthers(tx: Tx, sourceId: string): Promise<void> {
  await sql`update added set known_id = same.customer_id, customer_id = same.customer_id from (${joined(sql`${sourceId}::bigint`)}) as same where same.code = added.code`.execute(
    tx,
  );
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
