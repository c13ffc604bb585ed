-- Σ customers of the marts = Σ lines that hold in the journal's files, per fact, currency and month; amounts in other currencies
-- at the rates that the journal's files of rates say, found anew.
with

journal as (
  select fact, case when valued_minor is null then other_currency end as other_currency, period,
    sum(coalesce(valued_minor, amount_minor)) as amount_minor
  from journal_holding group by all
),

marts as (
  select 'sale_line' as fact, null as other_currency, period, sum(revenue_minor) as amount_minor
  from mart_customer_month
  where period in (select period from checked_month) group by all
  union all
  select 'payment', null, period, sum(payments_minor) from mart_customer_month
  where period in (select period from checked_month) group by all
  union all
  select 'sale_line', currency, period, sum(revenue_minor) from mart_customer_unvalued
  where period in (select period from checked_month) group by all
  union all
  select 'payment', currency, period, sum(payments_minor) from mart_customer_unvalued
  where period in (select period from checked_month) group by all
)

select coalesce(journal.fact, marts.fact) as fact, coalesce(journal.other_currency, marts.other_currency) as other_currency, coalesce(journal.period, marts.period) // 12 as year, coalesce(journal.period, marts.period) % 12 + 1 as month,
  coalesce(journal.amount_minor, 0) as journal_minor, coalesce(marts.amount_minor, 0) as customers_minor
from journal full join marts
  on journal.fact = marts.fact and journal.period = marts.period and journal.other_currency is not distinct from marts.other_currency
where coalesce(journal.amount_minor, 0) <> coalesce(marts.amount_minor, 0)
order by all
