-- One row per document that holds, customer code, month and currency, straight from the journal's files.
-- Which version holds is found anew, by text and position alone. Only months of checked_month; which batches outside of them
-- tell of the same documents is looked up in int_document, so that a check of one month reads little more than that month.
with

told as (
  select
    'sale_line' as fact, file_index, document, customer_code, other_currency,
    year(happened_on) * 12 + month(happened_on) - 1 as period,
    sum(net_minor) as amount_minor, coalesce(sum(cost_minor), 0) as cost_minor, count(*) as lines
  from stg_sale_line
  where happened_on between getvariable('checked_first') and getvariable('checked_last')
  group by all
  union all
  select
    'payment', file_index, document, customer_code, other_currency,
    year(happened_on) * 12 + month(happened_on) - 1,
    sum(amount_minor), 0, count(*)
  from stg_payment
  where happened_on between getvariable('checked_first') and getvariable('checked_last')
  group by all
),

version as (
  select batch.source_no, batch.position, told.*, hash(told.fact, batch.source_no, told.document) as document_key
  from told
  join reading_file as batch on batch.fact = told.fact and batch.file_index = told.file_index
  where told.period in (select period from checked_month)
),

taken_back as (
  select batch.source_no, batch.position, told.fact, told.document, hash(told.fact, batch.source_no, told.document) as document_key
  from stg_withdrawal as told
  join reading_withdrawal as batch on batch.file_index = told.file_index
),

elsewhere as (
  select source_no, position, fact, document, document_key from int_document
  where (happened_on < getvariable('checked_first') or happened_on > getvariable('checked_last')
    or year(happened_on) * 12 + month(happened_on) - 1 not in (select period from checked_month))
    and document_key in (select document_key from version)
),

-- Nearly all documents are told of once; only the others need comparing.
told_twice as (
  select document_key
  from (select document_key, position from version union all select document_key, position from elsewhere union all select document_key, -1 from taken_back)
  group by document_key
  having min(position) <> max(position)
),

last_told as (
  select fact, source_no, document, max(position) as position, max(brought_position) as brought_position
  from (
    select fact, source_no, document, document_key, position, position as brought_position from version
    union all
    select fact, source_no, document, document_key, position, position from elsewhere
    union all
    select fact, source_no, document, document_key, position, null from taken_back
  )
  where document_key in (select document_key from told_twice)
  group by fact, source_no, document
),

holding as (
  select version.*
  from version
  left join last_told using (fact, source_no, document)
  where last_told.document is null or version.position = last_told.position
)

select * from holding
