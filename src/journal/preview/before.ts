/** What a source says now: its documents by the registered batches, each taken whole from the latest batch that has it. */
import { type AnyKind, columnOf, columnsOf } from '../../facts/kind.ts';
import { duckdbTypes, type JournalKind, type RegisteredEntry } from '../../facts/journal-files.ts';
import { fingerprint, titled } from './entry.ts';

/** SQL: one row per document that counts now, with the fingerprint that entry.ts gives. `period` narrows the reading. */
export function beforeDocument(batches: RegisteredEntry[], kind: AnyKind, period: { from: string; to: string }): string {
  const of = (folder: JournalKind, columns: string): string[] =>
    batches
      .filter((batch) => batch.files[folder])
      .map(
        (batch) => `select ${batch.position} as position, ${columns} from read_parquet('${batch.files[folder]!.replaceAll("'", "''")}')`,
      );
  const lines = of(kind.journal as JournalKind, titled(kind));
  if (lines.length === 0) return `create or replace temp table before_document as ${nothing}`;
  // Files that are older than this column lack it.
  for (const { name, type, compared } of columnsOf(kind))
    if (compared !== undefined) lines.push(`select 0 as position, null::${duckdbTypes[type]} as ${name} where false`);
  const withdrawals = of('withdrawal', 'document').concat([`select 0 as position, '' as document where false`]);
  const date = columnOf(kind, kind.day);
  const amount = kind.amount === null ? 'null' : columnOf(kind, kind.amount);
  return `create or replace temp table before_document as
    with line as (
      -- A document's identity holds its calendar year, so no other years can be concerned.
      select * from (${lines.join(' union all by name ')})
      where ${date} between date_trunc('year', date '${period.from}') and last_day(date_trunc('year', date '${period.to}') + interval 11 month)
    ),
    latest as (select document, max(position) as position from line group by document),
    withdrawn as (select document, max(position) as position from (${withdrawals.join(' union all by name ')}) group by document)
    select
      document, any_value(document_type) as document_type, any_value(document_number) as document_number, min(${date}) as on_date,
      count(*) as line_count, min(customer_code) as customer_code, any_value(currency) as currency,
      sum(${amount})::bigint as counted_minor, sum(${fingerprint(kind)}::hugeint) as fingerprint
    from line
    join latest using (document, position)
    left join withdrawn using (document)
    where withdrawn.position is null or withdrawn.position < latest.position
    group by document`;
}

/** Sales only. SQL: the lines that earlier versions of changed documents had and the file's versions lack, by document. Needs `comparison`. */
export function lostLines(batches: RegisteredEntry[], period: { from: string; to: string }): string {
  const lines = batches.flatMap((batch) =>
    batch.files.sale_line === undefined
      ? []
      : [
          `select ${batch.position} as position, document, product_code, product, unit, currency, net_minor from read_parquet('${batch.files.sale_line.replaceAll("'", "''")}')
    where shipped_on between date_trunc('year', date '${period.from}') and last_day(date_trunc('year', date '${period.to}') + interval 11 month)
      and document in (select document from comparison where outcome in ('changed', 'conflict'))`,
        ],
  );
  // A line is the same one where its goods and sum are; of what is left, where its goods are.
  const numbered = (from: string, by: string): string =>
    `(select *, row_number() over (partition by document, ${by} order by net_minor) as nth from ${from})`;
  const goods = 'product_code, product, unit';
  const without = (left: string, right: string, by: string): string =>
    `select * exclude (nth) from ${numbered(left, by)} anti join ${numbered(right, by)} using (document, ${by}, nth)`;
  return `create or replace temp table lost_line as
    with told as (${lines.join(' union all ')}),
    before_line as (select * exclude (position) from told join (select document, max(position) as position from told group by document) using (document, position)),
    after_line as (select document, ${goods}, currency, net_minor from entry where held is null and not draft and document in (select document from before_line)),
    before_left as (${without('before_line', 'after_line', `${goods}, net_minor`)}),
    after_left as (${without('after_line', 'before_line', `${goods}, net_minor`)})
    select document, any_value(currency) as currency, count(*)::integer as lines, sum(net_minor)::bigint as net_minor
    from (${without('before_left', 'after_left', goods)}) group by document`;
}

const nothing = `select ''::varchar as document, ''::varchar as document_type, ''::varchar as document_number, null::date as on_date, 0::bigint as line_count,
  ''::varchar as customer_code, ''::varchar as currency, 0::bigint as counted_minor, 0::hugeint as fingerprint where false`;
