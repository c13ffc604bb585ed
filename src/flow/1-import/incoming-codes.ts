/** The customer codes that a staged file brings, each with what its latest rows say of the customer. */
import { nameKey, normalName } from '../../core/identify/normal-name.ts';
import { hasCustomer } from '../../facts/kind.ts';
import { type FactName, kinds } from '../../facts/kinds.ts';
import { rowsOf } from '../../journal/preview/preview.ts';
import type { Staging } from '../../journal/staging.ts';
import type { IncomingCode } from '../../records/customers/tell-codes.ts';

/** The codes of accepted rows, each with its latest name, region, group, industry and manager. Who called or drove is no customer's manager. */
export async function incomingCodes(connection: Staging['connection'], kind: FactName): Promise<IncomingCode[]> {
  if (!hasCustomer(kinds[kind])) return [];
  const managed = 'manager' in kinds[kind].columns;
  const manager = managed ? `arg_max(manager, (on_date, row_number)) filter (manager <> '')` : `null`;
  const since = managed ? `max(on_date) filter (manager <> '')` : `null`;
  const rows = await rowsOf(
    connection,
    `select customer_code as code, arg_max(key.name, (on_date, row_number)) as name, max(key.tax_id) as tax_id, max(key.branch_id) as branch_id,
       ${['region', 'company_group', 'industry'].map((said) => `coalesce(arg_max(key.${said}, (on_date, key.${said})) filter (key.${said} <> ''), '') as ${said},`).join(' ')}
       coalesce(${manager}, '') as manager, (${since})::varchar as manager_since
     from entry join customer_key as key using (mention)
     where held is null and not draft
     group by customer_code order by min(row_number)`,
  );
  return rows.map(incomingCode);
}

/**
 * The same of a file that was read in bulk. What is found is kept in the staging place: nothing of such a file can be accepted or
 * left out between its preview and its commit.
 */
export async function incomingCodesInBulk(connection: Staging['connection']): Promise<IncomingCode[]> {
  const rows = await rowsOf(
    connection,
    `with latest as (
       select customer_code as code, arg_max(manager, on_date) filter (manager <> '') as manager, max(on_date) filter (manager <> '') as since
       from entry group by customer_code
     )
     select code, key.name, key.tax_id, key.branch_id, key.region, key.company_group, key.industry, coalesce(manager, '') as manager, since::varchar as manager_since
     from latest join bulk_key as key using (code) order by code`,
  );
  const codes = rows.map(incomingCode);
  await connection.run(
    'create table incoming_code (code varchar, name varchar, name_key varchar, tax_id varchar, branch_id varchar, region varchar, company_group varchar, industry varchar, manager varchar, manager_since varchar)',
  );
  const appender = await connection.createAppender('incoming_code');
  for (const { code, name, nameKey: key, taxId, branchId, region, group, industry, manager, managerSince } of codes) {
    for (const text of [code, name, key, taxId, branchId, region, group, industry, manager]) appender.appendVarchar(text);
    if (managerSince === null) appender.appendNull();
    else appender.appendVarchar(managerSince);
    appender.endRow();
  }
  appender.closeSync();
  return codes;
}

export async function keptCodes(connection: Staging['connection']): Promise<IncomingCode[]> {
  const rows = (await connection.runAndReadAll('select * from incoming_code')).getRows() as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string | null,
  ][];
  return rows.map(([code, name, key, taxId, branchId, region, group, industry, manager, managerSince]) => ({
    code,
    name,
    nameKey: key,
    taxId,
    branchId,
    region,
    group,
    industry,
    manager,
    managerSince,
  }));
}

function incomingCode(row: Record<string, unknown>): IncomingCode {
  return {
    code: row['code'] as string,
    name: (row['name'] as string | null) || (row['code'] as string).replace(/^[a-z]+:/, ''),
    nameKey: nameKey(normalName((row['name'] as string | null) ?? '')),
    taxId: row['tax_id'] as string,
    branchId: row['branch_id'] as string,
    region: row['region'] as string,
    group: row['company_group'] as string,
    industry: row['industry'] as string,
    manager: row['manager'] as string,
    managerSince: row['manager_since'] as string | null,
  };
}
