/** What a source says now: its documents by the registered batches, each taken whole from the latest batch that has it. */
import type { FactKind, JournalKind, RegisteredBatch } from '../schema.ts';

/** SQL: one row per document that counts now, with the fingerprint that entry-*.sql gives. `years` narrows the reading. */
export function beforeDocument(batches: RegisteredBatch[], fact: FactKind, period: { from: string; to: string }): string {
  const of = (kind: JournalKind, columns: string): string[] =>
    batches
      .filter((batch) => batch.files[kind])
      .map((batch) => `select ${batch.position} as position, ${columns} from read_parquet('${batch.files[kind]!.replaceAll("'", "''")}')`);
  const lines = of(fact, columns[fact]);
  if (lines.length === 0) return `create or replace temp table before_document as ${nothing}`;
  // Files that are older than this column lack it.
  if (fact === 'sale_line') lines.push(`select 0 as position, null::varchar as delivery_point where false`);
  const withdrawals = of('withdrawal', 'document').concat([`select 0 as position, '' as document where false`]);
  const { date, amount } = told[fact];
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
      sum(${amount})::bigint as counted_minor, sum(${fingerprints[fact]}::hugeint) as fingerprint
    from line
    join latest using (document, position)
    left join withdrawn using (document)
    where withdrawn.position is null or withdrawn.position < latest.position
    group by document`;
}

/** Sales only. SQL: the lines that earlier versions of changed documents had and the file's versions lack, by document. Needs `comparison`. */
export function lostLines(batches: RegisteredBatch[], period: { from: string; to: string }): string {
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

const columns = {
  sale_line: '*',
  payment: `* replace (if(ends_with(document_type, paid_on::varchar), '', document_type) as document_type)`,
  cost: `*, strftime(month, '%Y-%m') || ' ' || pool as document_type, '' as document_number, null::varchar as customer_code`,
  direct_cost: '*, name as document_type',
  // Nothing of an event is money.
  service_event: `*, event as document_type, '' as currency`,
  contract_term: `*, '' as document_type, contract_number || ' ' || valid_from as document_number`,
  list_price: `*, coalesce(nullif(product, ''), product_code) || ' ' || valid_on as document_type, '' as document_number, null::varchar as customer_code`,
  exchange_rate: `*, currency || ' ' || rated_on as document_type, '' as document_number, null::varchar as customer_code`,
};

const told = {
  sale_line: { date: 'shipped_on', amount: 'net_minor' },
  payment: { date: 'paid_on', amount: 'amount_minor' },
  exchange_rate: { date: 'rated_on', amount: 'null' },
  list_price: { date: 'valid_on', amount: 'null' },
  cost: { date: 'month', amount: 'amount_minor' },
  direct_cost: { date: 'happened_on', amount: 'amount_minor' },
  service_event: { date: 'happened_on', amount: 'null' },
  contract_term: { date: 'valid_from', amount: 'amount_minor' },
};

const fingerprints = {
  sale_line: `hash(shipped_on, customer_code, product_code, product, product_line, unit, quantity_micro, list_minor, discount_minor, net_minor,
    vat_minor, cost_minor, currency, manager, kind, coalesce(delivery_point, ''))`,
  exchange_rate: 'hash(rated_on, currency, rate_micro, nominal)',
  list_price: 'hash(valid_on, product_code, product, unit, price_type, price_micro, currency)',
  cost: 'hash(month, pool, amount_minor, paid_minutes_micro, currency)',
  direct_cost: 'hash(happened_on, customer_code, document_number, name, amount_minor, currency)',
  service_event: 'hash(happened_on, customer_code, event, count, minutes_micro, person, document_number)',
  contract_term: 'hash(valid_from, customer_code, contract_number, valid_until, terminated_on, amount_minor, currency)',
  payment: 'hash(paid_on, customer_code, amount_minor, currency, kind, purpose)',
};

const nothing = `select ''::varchar as document, ''::varchar as document_type, ''::varchar as document_number, null::date as on_date, 0::bigint as line_count,
  ''::varchar as customer_code, ''::varchar as currency, 0::bigint as counted_minor, 0::hugeint as fingerprint where false`;
