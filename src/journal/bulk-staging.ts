/**
 * The staging place of a file read in bulk: a Parquet file that already has the journal's columns, so that committing it is a
 * rename. Null where a row is not plainly clean: the caller then reads row by row.
 */
import { rmSync } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { CustomerMention } from '../core/facts.ts';
import type { CustomerKey } from '../core/identify/customer-key.ts';
import type { BulkPlan } from '../imports/bulk/bulk-plan.ts';
import { journalColumns } from '../facts/journal-files.ts';

export interface BulkStaged {
  lines: number;
}

/** `keysOf` decides the keys of the distinct mentions; it is not asked where the file names customers by code alone and says no more of them. */
export async function stageInBulk(
  connection: DuckDBConnection,
  plan: BulkPlan,
  to: { parquet: string; keysOf: (mentions: CustomerMention[]) => Promise<CustomerKey[]>; plausible: (years: number[]) => boolean },
): Promise<BulkStaged | null> {
  const typed = Object.entries(plan.typed).map(([name, sql]) => `${sql} as ${name}`);
  await connection.run(`create or replace temp view typed as select *, ${typed.join(', ')} from ${plan.source}`);
  try {
    const codeOnly = plan.typed['name'] === `''`;
    const told = attributes.filter((attribute) => plan.typed[attribute] !== `''`);
    if (!codeOnly || told.length > 0) await keyMentions(connection, told, to.keysOf);
    await connection.run(
      `copy (${journalSelect(plan, codeOnly)}) to '${to.parquet.replaceAll("'", "''")}' (format parquet, compression snappy, row_group_size 122880, preserve_order true)`,
    );
    const staged = `read_parquet('${to.parquet.replaceAll("'", "''")}', file_row_number = true)`;
    // One after the other: a connection does one thing at a time.
    const lines = await firstValue(connection, `select count(*) from ${staged}`);
    const unclean = await firstValue(connection, `select count(*) from ${staged} where net_minor is null`);
    if (unclean > 0) return refuse(to.parquet);
    const years = await connection.runAndReadAll(`select distinct year(shipped_on)::integer from ${staged}`);
    if (!to.plausible(years.getRows().map(([year]) => Number(year)))) return refuse(to.parquet);
    // Neighbours that say the same in every column wait for a person's decision.
    if ((await firstValue(connection, countDoubles(staged))) > 0) return refuse(to.parquet);
    if (codeOnly && told.length === 0)
      await connection.run(
        `create or replace table bulk_key as select distinct customer_code as code, substring(customer_code, 6) as name, '' as tax_id, '' as branch_id, ${attributes.map((attribute) => `'' as ${attribute}`).join(', ')} from ${staged}`,
      );
    return { lines };
  } catch (error) {
    // A record of another width, a byte that is no UTF-8: the row-by-row reading can say where and what.
    if (error instanceof Error && /CSV|Invalid Input|Conversion|out of range/i.test(error.message)) return refuse(to.parquet);
    throw error;
  }
}

function refuse(parquet: string): null {
  rmSync(parquet, { force: true });
  return null;
}

/** Rows that say the same as the row before them: numbers first, of which there is little to read; then all columns of what they leave. */
function countDoubles(staged: string): string {
  const alike = telling.map((column) => `${column} is not distinct from lag(${column}) over ()`).join(' and ');
  return `
    with suspect as (
      select file_row_number from (select file_row_number, ${alike} as alike from ${staged}) where alike
    ),
    near as (
      select * from ${staged} where file_row_number in (select file_row_number from suspect union select file_row_number - 1 from suspect)
    )
    select count(*) from near as this join near as former on former.file_row_number = this.file_row_number - 1
    where ${same.map((column) => `this.${column} is not distinct from former.${column}`).join(' and ')}`;
}

/** Enough to tell nearly all neighbours apart. */
const telling = ['line_number', 'net_minor', 'quantity_micro', 'cost_minor'];
const same = [
  'document',
  'line_number',
  'product',
  'product_code',
  'quantity_micro',
  'net_minor',
  'list_minor',
  'cost_minor',
  'customer_code',
  'shipped_on',
  'manager',
  'delivery_point',
];

/** What is said of a customer beside its name; the latest holds. */
const attributes = ['region', 'company_group', 'industry'];

/** `told`: which of the attributes the file has at all. */
async function keyMentions(
  connection: DuckDBConnection,
  told: string[],
  keysOf: (mentions: CustomerMention[]) => Promise<CustomerKey[]>,
): Promise<void> {
  // The day, in eight figures, before what was said on it: the greatest is the latest.
  const latest = told
    .map((attribute) => `, max(strftime(shipped_on, '%Y%m%d') || ${attribute}) filter (${attribute} <> '') as ${attribute}`)
    .join('');
  const saidOf = (attribute: string): string =>
    told.includes(attribute) ? `coalesce(max(${attribute})[9:], '') as ${attribute}` : `'' as ${attribute}`;
  await connection.run(
    `create or replace temp table mention as select row_number() over (order by code, name) - 1 as mention, * from (select code, name${latest} from typed group by code, name)`,
  );
  const rows = await connection.runAndReadAll(
    `select code, name, ${told.includes('region') ? `coalesce(region[9:], '')` : `''`} from mention order by mention`,
  );
  const mentions = rows.getRows().map(([code, name, region]) => ({
    code: code as string,
    name: name as string,
    taxId: '',
    branchId: '',
    region: region as string,
    group: '',
    industry: '',
  }));
  const keys = await keysOf(mentions);
  await connection.run(
    'create or replace table mention_key (mention bigint, key varchar, name varchar, tax_id varchar, branch_id varchar)',
  );
  const appender = await connection.createAppender('mention_key');
  keys.forEach((key, at) => {
    appender.appendBigInt(BigInt(at));
    for (const text of [key.key, key.name, key.taxId, key.branchId]) appender.appendVarchar(text);
    appender.endRow();
  });
  appender.closeSync();
  await connection.run(`create or replace table bulk_key as
    select key as code, max(mention_key.name) as name, max(tax_id) as tax_id, max(branch_id) as branch_id, ${attributes.map(saidOf).join(', ')}
    from mention_key join mention using (mention) group by key`);
}

/** Rows that are not clean come out with nothing in net_minor: one pass over the file finds them and writes the rest. */
function journalSelect(plan: BulkPlan, codeOnly: boolean): string {
  const c = plan.columns;
  // Said where it is needed, not as a column: most rows print their discount.
  const value = c['value_minor']!;
  const key = codeOnly ? `'code:' || code` : 'key';
  const columns: Record<string, string> = {
    row_number: 'null',
    document: `concat_ws(chr(31), '', document_type, document_number, year(shipped_on))`,
    seller: `''`,
    document_type: 'document_type',
    document_number: 'document_number',
    line_number: 'line',
    shipped_on: 'shipped_on',
    customer_code: key,
    product_code: 'product_code',
    product: 'product',
    product_line: 'product_line',
    unit: 'unit',
    quantity_micro: `case kind when 'correction' then 0 when 'return' then -abs(quantity_micro) else quantity_micro end`,
    list_minor: `case when kind = 'return' or (kind = 'correction' and net_minor < 0 and not as_printed) then -list_minor else list_minor end`,
    discount_minor: `case when kind = 'return' or (kind = 'correction' and net_minor < 0 and not as_printed) then -discount_minor else discount_minor end`,
    net_minor: `case when not coalesce(is_clean, false) then null when kind = 'return' then -abs(net_minor) else net_minor end`,
    vat_minor: 'null',
    cost_minor: `if(kind = 'return', -abs(cost_minor), cost_minor)`,
    currency: c['currency']!,
    manager: 'manager',
    kind: 'kind',
    delivery_point: 'delivery_point',
  };
  const casts = Object.entries(journalColumns.sale_line).map(([name, type]) => `(${columns[name]})::${type} as ${name}`);
  return `
    with amounts as (
      select *, (${plan.clean}) as is_clean, ${c['net_minor']} as net_minor, ${c['quantity_micro']} as quantity_micro,
        ${c['printed_discount_minor']} as printed_discount_minor, ${c['cost_minor']} as cost_minor
      from typed
    ),
    kinds as (
      select *, ${c['kind']} as kind, ${c['document_type']} as document_type,
        -- Of a correction the printed discount is the change of the discount, unless the printed list value shows the other sign.
        kind = 'correction' and printed_discount_minor is not null as as_printed,
        -- List value = net + discount, exactly. Printed negative beside a positive sum it is still a discount, unless the price shows a markup.
        case when as_printed then if(${c['list_stated']} and abs(${value} - net_minor + printed_discount_minor) <= 1 and abs(${value} - net_minor - printed_discount_minor) > 1, -printed_discount_minor, printed_discount_minor)
          when printed_discount_minor is not null then if(printed_discount_minor < 0 and ${value} is not null and abs(${value}) < abs(net_minor), printed_discount_minor, abs(printed_discount_minor))
          when ${c['list_by_price']} and ${value} is not null then if(abs(abs(${value}) - abs(net_minor)) <= 1, 0, abs(${value}) - abs(net_minor)) end as discount_minor
      from amounts
    ),
    entry as (
      select * exclude (line), line, if(as_printed, net_minor, abs(net_minor)) + discount_minor as list_minor from kinds
      ${codeOnly ? '' : 'join mention using (code, name) join (select mention, key from mention_key) using (mention)'}
    )
    select ${casts.join(', ')} from entry`;
}

async function firstValue(connection: DuckDBConnection, sql: string): Promise<number> {
  return Number((await connection.runAndReadAll(sql)).getRows()[0]![0]);
}
