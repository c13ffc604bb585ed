/** The customer codes that a staged file brings, each with what its latest rows say of the customer. */
import { nameKey, normalName } from '../core/identify/normal-name.ts';
import type { ImportKind } from '../imports/contract.ts';
import { rowsOf } from '../journal/preview/preview.ts';
import type { Staging } from '../journal/staging.ts';
import type { IncomingCode } from '../records/customers/register-codes.ts';

/** The codes of accepted rows, each with its latest name, region and manager. */
export async function incomingCodes(connection: Staging['connection'], kind: ImportKind, inBulk: boolean): Promise<IncomingCode[]> {
  if (inBulk) return incomingCodesInBulk(connection);
  const manager = kind === 'sales' ? `arg_max(manager, (on_date, row_number)) filter (manager <> '')` : `null`;
  const since = kind === 'sales' ? `max(on_date) filter (manager <> '')` : `null`;
  const rows = await rowsOf(
    connection,
    `select customer_code as code, arg_max(key.name, (on_date, row_number)) as name, max(key.tax_id) as tax_id, max(key.branch_id) as branch_id,
       coalesce(arg_max(key.region, (on_date, row_number)) filter (key.region <> ''), '') as region,
       coalesce(${manager}, '') as manager, (${since})::varchar as manager_since
     from entry join customer_key as key using (mention)
     where held is null and not draft
     group by customer_code order by min(row_number)`,
  );
  return rows.map(incomingCode);
}

async function incomingCodesInBulk(connection: Staging['connection']): Promise<IncomingCode[]> {
  const rows = await rowsOf(
    connection,
    `with latest as (
       select customer_code as code, arg_max(manager, on_date) filter (manager <> '') as manager, max(on_date) filter (manager <> '') as since
       from entry group by customer_code
     )
     select code, key.name, key.tax_id, key.branch_id, key.region, coalesce(manager, '') as manager, since::varchar as manager_since
     from latest join bulk_key as key using (code) order by code`,
  );
  return rows.map(incomingCode);
}

function incomingCode(row: Record<string, unknown>): IncomingCode {
  return {
    code: row['code'] as string,
    name: (row['name'] as string | null) || (row['code'] as string).replace(/^[a-z]+:/, ''),
    nameKey: nameKey(normalName((row['name'] as string | null) ?? '')),
    taxId: row['tax_id'] as string,
    branchId: row['branch_id'] as string,
    region: row['region'] as string,
    manager: row['manager'] as string,
    managerSince: row['manager_since'] as string | null,
  };
}
