/** The accounting identities: each *.check.sql returns no rows when it holds. The journal's side is read from its own files. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { holding, stageCostFacts } from './costing/cost-facts.ts';
import { stageRates } from './exchange-rates.ts';
import { checkNames, makeTemporary, makeView, quoted, sqlText } from './sql-files.ts';

export interface Check {
  name: string;
  ok: boolean;
  /** What broke and by how much, as the check's first rows say it; '' when it holds. */
  difference: string;
}

/** last_rebuild: only the months that the last rebuild measured again. */
export type CheckScope = 'all' | 'last_rebuild';

/** facts: what is measured of documents. costs: what is shared among customers, which follows later. */
export type CheckedPart = 'facts' | 'costs';

export async function runChecks(
  connection: DuckDBConnection,
  { scope, part }: { scope: CheckScope; part?: CheckedPart | undefined },
): Promise<Check[]> {
  await chooseMonths(connection, scope);
  await connection.run('set variable company_currency = (select company_currency from made_with)');
  await readJournalAnew(connection, part);
  const checks: Check[] = [];
  for (const name of checkNames) {
    if (part !== undefined && partOf(name) !== part) continue;
    const rows = (await connection.runAndReadAll(sqlText(`${name}.check`))).getRowObjectsJson();
    const shown = rows.slice(0, 3).map((row) =>
      Object.entries(row)
        .map(([column, value]) => `${column} ${value as string}`)
        .join(', '),
    );
    checks.push({ name, ok: rows.length === 0, difference: shown.join('; ') + (rows.length > 3 ? `; and ${rows.length - 3} more` : '') });
  }
  await connection.run('drop table if exists journal_holding; drop table if exists journal_cost; drop table if exists journal_direct_cost');
  return checks;
}

/** Identities of the costs are named after them: cost_pools, cost_direct. */
function partOf(name: string): CheckedPart {
  return name.startsWith('cost_') ? 'costs' : 'facts';
}

/** Sets checked_month and the days that it spans, by which DuckDB leaves whole files unread. */
async function chooseMonths(connection: DuckDBConnection, scope: CheckScope): Promise<void> {
  const months = scope === 'all' ? 'select unnest(range(0, 9999 * 12)) as period' : 'select period from last_measured_month';
  await connection.run(`
    create or replace temp table checked_month as ${months};
    set variable checked_first = (select coalesce(make_date(min(period) // 12, min(period) % 12 + 1, 1), date '9999-01-01') from checked_month);
    set variable checked_last = (select coalesce(last_day(make_date(max(period) // 12, max(period) % 12 + 1, 1)), date '0001-01-01') from checked_month)`);
}

/** Views over all files of the journal, and of each document the version that holds, found without the intermediate models. */
async function readJournalAnew(connection: DuckDBConnection, part: CheckedPart | undefined): Promise<void> {
  for (const kind of ['sale_line', 'payment', 'withdrawal', 'same_document'] as const) {
    const files = await connection.runAndReadAll(
      `select ${kind}_file, position, source_no from batch where ${kind}_file is not null order by position`,
    );
    const found = files.getRows() as [string, bigint, number][];
    const values = found.map(([, position, source], i) => `(${i}, ${position}, ${source})`);
    await connection.run(`
      set variable ${kind}_files = [${found.map(([file]) => quoted(file)).join(', ')}];
      create or replace temp table reading_${kind} as
      select * from (values ${values.join(', ') || '(-1, -1::bigint, -1)'}) as reading(file_index, position, source_no)`);
    await connection.run(`drop view if exists stg_${kind}`);
    if (found.length > 0) await makeView(connection, `stg_${kind}`);
    else await connection.run(emptyView[kind]);
  }
  for (const kind of ['cost', 'direct_cost'] as const) {
    const select = (await stageCostFacts(connection, kind)) ? holding(kind) : `select * from ${kind} where false`;
    await connection.run(`create or replace temp table journal_${kind} as ${select}`);
  }
  if (await stageRates(connection)) await makeTemporary(connection, { model: 'checked_rate', table: 'checked_rate' });
  else await connection.run(noRates);
  if (part === 'costs') return;
  await connection.run(`create or replace temp table journal_holding as ${sqlText('journal_holding')}`);
}

const noRates = 'create or replace temp table checked_rate (currency varchar, happened_on date, numerator hugeint, denominator hugeint)';

const emptyView = {
  sale_line: `create or replace temp view stg_sale_line as select 0 as file_index, '' as document, '' as customer_code,
    date '1970-01-01' as happened_on, null::varchar as other_currency, 0::bigint as net_minor, 0::bigint as cost_minor where false`,
  payment: `create or replace temp view stg_payment as select 0 as file_index, '' as document, '' as customer_code,
    date '1970-01-01' as happened_on, null::varchar as other_currency, 0::bigint as amount_minor where false`,
  withdrawal: `create or replace temp view stg_withdrawal as select 0 as file_index, '' as document, '' as fact where false`,
  same_document: `create or replace temp view stg_same_document as select 0 as file_index, '' as fact, '' as source_id, '' as document, 0::bigint as detail,
    '' as other_source_id, '' as other_document, 0::bigint as other_detail where false`,
} as const;
