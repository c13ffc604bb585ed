-- One row per document that holds, customer code, month and currency, straight from the journal's files.
-- Which version holds is found anew, by text and position alone.
with

told as (
  select
    'sale_line' as fact, file_index, document, customer_code, other_currency,
    year(happened_on) * 12 + month(happened_on) - 1 as period,
    sum(net_minor) as amount_minor, coalesce(sum(cost_minor), 0) as cost_minor, count(*) as lines
  from stg_sale_line
  group by all
  union all
  select
    'payment', file_index, document, customer_code, other_currency,
    year(happened_on) * 12 + month(happened_on) - 1,
    sum(amount_minor), 0, count(*)
  from stg_payment
  group by all
),

version as (
  select batch.source_no, batch.position, told.*, hash(told.fact, batch.source_no, told.document) as document_key
  from told
  join reading_file as batch on batch.fact = told.fact and batch.file_index = told.file_index
),

taken_back as (
  select batch.source_no, batch.position, told.fact, told.document, hash(told.fact, batch.source_no, told.document) as document_key
  from stg_withdrawal as told
  join reading_withdrawal as batch on batch.file_index = told.file_index
),

-- Nearly all documents are told of once; only the others need comparing.
told_twice as (
  select document_key
  from (select document_key, position from version union all select document_key, -1 from taken_back)
  group by document_key
  having min(position) <> max(position)
),

last_told as (
  select fact, source_no, document, max(position) as position, max(brought_position) as brought_position
  from (
    select fact, source_no, document, document_key, position, position as brought_position from version
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
