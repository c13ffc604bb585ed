-- One row per document that holds, customer code, month and currency, straight from the journal's files.
-- Which version holds is found anew, by text and position alone.
with

told as (
  select
    'sale_line' as fact, batch.source_no, batch.position, line.document, line.customer_code, line.currency,
    year(line.happened_on) * 12 + month(line.happened_on) - 1 as period,
    sum(line.net_minor) as amount_minor, sum(line.cost_minor) as cost_minor, count(*) as lines
  from stg_sale_line as line
  join reading_sale_line as batch on batch.file_index = line.file_index
  group by all
  union all
  select
    'payment', batch.source_no, batch.position, payment.document, payment.customer_code, payment.currency,
    year(payment.happened_on) * 12 + month(payment.happened_on) - 1,
    sum(payment.amount_minor), 0, count(*)
  from stg_payment as payment
  join reading_payment as batch on batch.file_index = payment.file_index
  group by all
),

later as (
  select fact, source_no, document, position, false as takes_back from told
  union
  select withdrawal.fact, batch.source_no, withdrawal.document, batch.position, true
  from stg_withdrawal as withdrawal
  join reading_withdrawal as batch on batch.file_index = withdrawal.file_index
),

-- Only documents that are told of twice need comparing.
contested as (
  select fact, source_no, document, max(position) as last_position, max(position) filter (not takes_back) as last_brought
  from later
  group by fact, source_no, document
  having count(*) > 1
),

holding as (
  select told.*
  from told
  left join contested using (fact, source_no, document)
  where contested.document is null or (told.position = contested.last_position and told.position = contested.last_brought)
)

select * from holding
