/**
 * The facts that costing adds to sales and payments: what pools cost, what was spent for one customer, what was done for it. Of each
 * document the latest batch's version holds, as everywhere. They are few beside sale lines: when a file of a kind comes or goes, the
 * kind is read anew.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { RegisteredEntry } from '../../facts/journal-files.ts';
import { makeView, quoted } from '../sql-files.ts';

const kinds = ['cost', 'direct_cost', 'service_event'] as const;
type CostKind = (typeof kinds)[number];
/** Terms of contracts are held alike, though they cost nothing. */
type Kind = CostKind | 'contract_term';

const columns: Record<Kind, string> = {
  cost: 'source_no, period, pool, amount_minor, paid_minutes_micro, other_currency',
  direct_cost: 'position, code_no, happened_on, document_number, name, amount_minor, other_currency',
  service_event: 'position, code_no, happened_on, event, count, minutes_micro, person, document_number',
  contract_term: 'position, code_no, contract_number, valid_from, valid_until, terminated_on, amount_minor, other_currency',
};

/** First month of each kind, before and after. */
const months: Record<CostKind, string> = {
  cost: 'select min(period) from cost',
  direct_cost: 'select year(min(happened_on)) * 12 + month(min(happened_on)) - 1 from direct_cost',
  service_event: 'select year(min(happened_on)) * 12 + month(min(happened_on)) - 1 from service_event',
};

/** Needs int_withdrawal, code and changed_customer to be what they are going to be. The first month whose costs change, or null. */
export async function applyCostFacts(connection: DuckDBConnection, batches: RegisteredEntry[]): Promise<number | null> {
  let first: number | null = null;
  for (const kind of kinds) {
    const changed = await applyKind(connection, kind, batches);
    if (changed !== null) first = Math.min(first ?? changed, changed);
  }
  const moved = await firstMonthOfMoved(connection);
  return moved === null ? first : Math.min(first ?? moved, moved);
}

async function applyKind(connection: DuckDBConnection, kind: CostKind, batches: RegisteredEntry[]): Promise<number | null> {
  const before = await firstMonth(connection, kind);
  if (!(await readWhenChanged(connection, kind, batches))) return null;
  const after = await firstMonth(connection, kind);
  return before === null || after === null ? (before ?? after) : Math.min(before, after);
}

/** Reads the kind anew where its files, or what is withdrawn of it or said to be the same, are others than before. Whether they are. */
export async function readWhenChanged(connection: DuckDBConnection, kind: Kind, batches: RegisteredEntry[]): Promise<boolean> {
  const files = batches
    .flatMap(({ position, sourceId, files: { [kind]: file } }) => (file === undefined ? [] : [{ position, sourceId, file }]))
    .toSorted((a, b) => a.position - b.position);
  const withdrawn = await connection.runAndReadAll(`select distinct position from int_withdrawal where fact = '${kind}' order by position`);
  const same = await connection.runAndReadAll(`select distinct position from int_same_document where fact = '${kind}' order by position`);
  const readWith = JSON.stringify([files, withdrawn.getRowsJson(), ...(same.currentRowCount === 0 ? [] : [same.getRowsJson()])]);
  const known = await connection.runAndReadAll(`select read_with from cost_fact_read where kind = '${kind}'`);
  if ((known.getRows()[0]?.[0] ?? '[[],[]]') === readWith) return false;
  await connection.run(`
    truncate ${kind}; delete from cost_fact_file where kind = '${kind}'; delete from cost_fact_read where kind = '${kind}';
    insert into cost_fact_read values ('${kind}', ${quoted(readWith)})`);
  if (files.length > 0) {
    await connection.run(`
      insert into cost_fact_file
      select '${kind}', position, source_no, file
      from (values ${files.map(({ position, sourceId, file }) => `(${position}, ${quoted(sourceId)}, ${quoted(file)})`).join(', ')}) as added(position, source_id, file)
      join source using (source_id)`);
    await stageCostFacts(connection, kind);
    await connection.run(`insert into ${kind} select ${columns[kind]} from (${holding(kind)})`);
  }
  return true;
}

/** What was spent and done for customers whose codes mean others now; it may lie in months without a sale. */
async function firstMonthOfMoved(connection: DuckDBConnection): Promise<number | null> {
  const rows = await connection.runAndReadAll(`
    select year(min(happened_on)) * 12 + month(min(happened_on)) - 1
    from (select code_no, happened_on from direct_cost union all select code_no, happened_on from service_event)
    join code using (code_no) where code.customer_id in (select customer_id from changed_customer)`);
  const first = rows.getRows()[0]![0];
  return first === null ? null : Number(first);
}

async function firstMonth(connection: DuckDBConnection, kind: CostKind): Promise<number | null> {
  const rows = await connection.runAndReadAll(months[kind]);
  const first = rows.getRows()[0]![0];
  return first === null ? null : Number(first);
}

/** Makes stg_<kind> of the files that cost_fact_file names; false where there are none. */
export async function stageCostFacts(connection: DuckDBConnection, kind: Kind): Promise<boolean> {
  const found = await connection.runAndReadAll(
    `select position, source_no, file from cost_fact_file where kind = '${kind}' order by position`,
  );
  const files = found.getRows() as [number, number, string][];
  if (files.length === 0) return false;
  await connection.run(`
    set variable ${kind}_files = [${files.map(([, , file]) => quoted(file)).join(', ')}];
    create or replace temp table reading_${kind} as
    select file_index, position, source_no::smallint as source_no
    from (values ${files.map(([position, source], i) => `(${i}, ${position}, ${source})`).join(', ')}) as reading(file_index, position, source_no)`);
  await makeView(connection, `stg_${kind}`);
  return true;
}

/** SQL: the lines of the version of each document that holds, with the customer's code; of documents of two sources that are one, of the one that counts. */
export function holding(kind: Kind): string {
  return `
    with told as (select * from stg_${kind}),
    latest as (select source_no, document, max(position) as position from told group by all),
    taken_back as (select source_no, document, max(position) as position from int_withdrawal where fact = '${kind}' group by all),
    held as (
      select latest.* from latest left join taken_back using (source_no, document)
      where taken_back.position is null or taken_back.position <= latest.position
    ),
    same as (select * from int_same_document where fact = '${kind}'),
    ranked as (
      select source_no, document, held.position, detail.detail
      from held join (select source_no, document, arg_max(detail, position) as detail from same group by source_no, document) as detail using (source_no, document)
    ),
    outdone as (
      select distinct same.source_no, same.document
      from same
      join ranked as mine using (source_no, document)
      join ranked as other on other.source_no = same.other_source_no and other.document = same.other_document
      where other.detail > mine.detail or (other.detail = mine.detail and other.position > mine.position)
    )
    select told.*${kind === 'cost' ? '' : ', code.code_no'}
    from told
    join held using (source_no, document, position)
    anti join outdone on outdone.source_no = told.source_no and outdone.document = told.document
    ${kind === 'cost' ? '' : 'left join code on code.source_no = told.source_no and code.code = told.customer_code'}`;
}
