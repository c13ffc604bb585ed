-- One row per customer, period and other currency without a rate on the day: amounts that no sum contains.
-- Reads wanted_day and wanted_code like mart_customer_month.
with

unvalued as (
  select
    wanted_code.customer_id, wanted_day.period, document.other_currency as currency,
    coalesce(sum(document.amount_minor) filter (document.fact = 'sale_line'), 0)::bigint as revenue_minor,
    coalesce(sum(document.amount_minor) filter (document.fact = 'payment'), 0)::bigint as payments_minor
  from valued_document as document
  join wanted_day on wanted_day.happened_on = document.happened_on
  join wanted_code on wanted_code.code_no = document.code_no
  where document.wins and document.other_currency is not null
  group by all
)

select * from unvalued
