-- One row per fact, source, customer code, month and currency (and document and day, in another currency): the lines that hold,
-- straight from the journal's files.
-- Which version of a document holds is found anew, by text and position alone. Only months of checked_month; which batches outside
-- of them tell of the same documents is looked up in int_document, so that a check of one month reads little more than that month.
with

line as (
  select 'sale_line' as fact, batch.source_no, batch.position, told.document, told.customer_code, told.other_currency,
    told.happened_on, year(told.happened_on) * 12 + month(told.happened_on) - 1 as period, told.net_minor as amount_minor, coalesce(told.cost_minor, 0) as cost_minor
  from stg_sale_line as told
  join reading_sale_line as batch on batch.file_index = told.file_index
  where told.happened_on between getvariable('checked_first') and getvariable('checked_last')
  union all
  select 'payment', batch.source_no, batch.position, told.document, told.customer_code, told.other_currency,
    told.happened_on, year(told.happened_on) * 12 + month(told.happened_on) - 1, told.amount_minor, 0
  from stg_payment as told
  join reading_payment as batch on batch.file_index = told.file_index
  where told.happened_on between getvariable('checked_first') and getvariable('checked_last')
),

checked_line as (select * from line where period in (select period from checked_month)),

taken_back as (
  select distinct told.fact, batch.source_no, batch.position, told.document
  from stg_withdrawal as told
  join reading_withdrawal as batch on batch.file_index = told.file_index
),

-- Where one batch is all that a source has said, no document can have two versions.
said_twice as (
  select fact, source_no
  from (
    select 'sale_line' as fact, source_no, position from reading_sale_line
    union
    select 'payment', source_no, position from reading_payment
    union
    select fact, source_no, position from taken_back
  )
  group by fact, source_no
  having count(*) > 1
),

version as (
  select distinct fact, source_no, position, document from checked_line
  where (fact, source_no) in (select fact, source_no from said_twice)
),

elsewhere as (
  select fact, source_no, position, document from int_document
  where (happened_on < getvariable('checked_first') or happened_on > getvariable('checked_last')
    or year(happened_on) * 12 + month(happened_on) - 1 not in (select period from checked_month))
    and document_key in (select hash(fact, source_no::smallint, document) from version)
),

last_told as (
  select fact, source_no, document, max(position) as position
  from (
    select fact, source_no, position, document from version
    union all
    select fact, source_no, position, document from elsewhere
    union all
    select fact, source_no, position, document from taken_back
  )
  group by fact, source_no, document
  having min(position) <> max(position)
),

holding as (
  select checked_line.*
  from checked_line
  left join last_told using (fact, source_no, document)
  where last_told.document is null or checked_line.position = last_told.position
),

summed as (
  select fact, source_no, customer_code, other_currency, period,
    -- Amounts in another currency are valued by document and day, each sum rounded by itself.
    case when other_currency is not null then happened_on end as other_day,
    case when other_currency is not null then document end as other_document,
    sum(amount_minor) as amount_minor, sum(cost_minor) as cost_minor, count(*) as lines
  from holding
  group by all
),

-- In the company's currency: null where the day has no rate.
valued as (
  select summed.*,
    case when other_currency is null then amount_minor else valued_minor(amount_minor, numerator, denominator) end as valued_minor,
    case when other_currency is null then cost_minor else valued_minor(cost_minor, numerator, denominator) end as valued_cost_minor
  from summed
  left join checked_rate on checked_rate.currency = summed.other_currency and checked_rate.happened_on = summed.other_day
)

select * from valued
