/** Makes customers of the codes that an entry brings and that mean nobody yet (tell-codes.ts). Merging more is a person's decision. */
import { sql } from 'kysely';
import type pg from 'pg';
import type { Tx } from '../database.ts';
import { personKey, registerOwners } from './owners.ts';
import { forgetCodes, type IncomingCode, tellCodes } from './tell-codes.ts';

export interface RegisteringEntry {
  id: string;
  sourceId: string;
}

/** Needs the entry to be appended. `client` is the transaction's own. */
export async function registerCodes(tx: Tx, client: pg.PoolClient, entry: RegisteringEntry, codes: IncomingCode[]): Promise<void> {
  await tellCodes(tx, client, { sourceId: entry.sourceId, numbered: true }, codes);
  await makeCustomers(tx, entry);
  await renameKnown(tx, entry.sourceId);
  await keepWhatWasSaid(tx, entry.id);
  // Filled by this transaction: the statements below, and the next import or undo, join them before autovacuum comes.
  await sql`analyze customer, customer_code, entry_code`.execute(tx);
  await registerOwners(tx, entry, new Map([...new Set(codes.map((code) => code.manager))].map((name) => [personKey(name), name])));
  await sql`analyze ownership`.execute(tx);
  await forgetCodes(tx);
}

async function makeCustomers(tx: Tx, entry: RegisteringEntry): Promise<void> {
  await sql`
    insert into customer (id, name, tax_id, branch_id, region, company_group, industry, created_by_entry) overriding system value
    select customer_id, name, tax_id, branch_id, region, company_group, industry, ${entry.id}::bigint from added where known_id is null`.execute(
    tx,
  );
  await sql`
    insert into customer_code (source_id, code, customer_id, name, name_key, created_by_entry)
    select ${entry.sourceId}::bigint, code, customer_id, name, name_key, ${entry.id}::bigint from added`.execute(tx);
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
      region = case when i.region <> '' then i.region else c.region end,
      company_group = case when i.company_group <> '' then i.company_group else c.company_group end,
      industry = case when i.industry <> '' then i.industry else c.industry end
    from (
      select customer_id, name, former_name, tax_id, branch_id, region, company_group, industry from known
      union all
      select customer_id, name, name, tax_id, branch_id, region, company_group, industry from added where known_id is not null
    ) as i
    where c.id = i.customer_id
      and ((i.name <> i.former_name and i.name <> '') or (c.tax_id = '' and i.tax_id <> '') or (i.region <> '' and c.region <> i.region)
        or (i.company_group <> '' and c.company_group <> i.company_group) or (i.industry <> '' and c.industry <> i.industry))`.execute(tx);
}

/** What forgetEntry and the owners go by. */
async function keepWhatWasSaid(tx: Tx, entryId: string): Promise<void> {
  await sql`
    insert into entry_code (entry_id, code, name, name_key, tax_id, branch_id, region, company_group, industry, manager_key, manager_since)
    select ${entryId}::bigint, code, name, name_key, tax_id, branch_id, region, company_group, industry, manager_key, manager_since from incoming`.execute(
    tx,
  );
}
