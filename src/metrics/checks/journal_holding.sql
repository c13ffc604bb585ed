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

-- Documents of two sources that are one, from each side, and what of them is told and not taken back.
same as (
  select batch.position, told.fact, mine.source_no, told.document, told.detail, theirs.source_no as other_source_no, told.other_document, told.other_detail
  from stg_same_document as told
  join reading_same_document as batch on batch.file_index = told.file_index
  join source as mine on mine.source_id = told.source_id
  join source as theirs on theirs.source_id = told.other_source_id
),

one_of_two as (
  select position, fact, source_no, document, detail, other_source_no, other_document from same
  union all
  select position, fact, other_source_no, other_document, other_detail, source_no, document from same
),

paired as (select fact, source_no, document, arg_max(detail, position) as detail from one_of_two group by fact, source_no, document),

paired_told as (
  select fact, source_no, document, any_value(detail) as detail, max(told.position) as position
  from paired
  join (
    select distinct fact, source_no, document, position from checked_line
    union
    select fact, source_no, document, position from int_document
    where (happened_on < getvariable('checked_first') or happened_on > getvariable('checked_last')
      or year(happened_on) * 12 + month(happened_on) - 1 not in (select period from checked_month))
      and document_key in (select hash(fact, source_no::smallint, document) from paired)
  ) as told using (fact, source_no, document)
  left join (select fact, source_no, document, max(position) as position from taken_back group by all) as back using (fact, source_no, document)
  group by fact, source_no, document
  having max(told.position) >= coalesce(max(back.position), -1)
),

outdone as (
  select distinct pair.fact, pair.source_no, pair.document
  from one_of_two as pair
  join paired_told as mine using (fact, source_no, document)
  join paired_told as other on other.fact = pair.fact and other.source_no = pair.other_source_no and other.document = pair.other_document
  where other.detail > mine.detail or (other.detail = mine.detail and other.position > mine.position)
),

holding as (
  select checked_line.*
  from checked_line
  left join last_told using (fact, source_no, document)
  anti join outdone on outdone.fact = checked_line.fact and outdone.source_no = checked_line.source_no and outdone.document = checked_line.document
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
