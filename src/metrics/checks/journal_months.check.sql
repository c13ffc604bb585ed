-- Σ customers of the marts = Σ lines that hold in the journal's files, per fact, currency and month.
with

journal as (
  select fact, currency, period, sum(amount_minor) as amount_minor from journal_document group by all
),

marts as (
  select 'sale_line' as fact, getvariable('company_currency') as currency, period, sum(revenue_minor) as amount_minor
  from mart_customer_month group by all
  union all
  select 'payment', getvariable('company_currency'), period, sum(payments_minor) from mart_customer_month group by all
  union all
  select 'sale_line', currency, period, sum(revenue_minor) from mart_customer_unvalued group by all
  union all
  select 'payment', currency, period, sum(payments_minor) from mart_customer_unvalued group by all
)

select fact, currency, period // 12 as year, period % 12 + 1 as month,
  coalesce(journal.amount_minor, 0) as journal_minor, coalesce(marts.amount_minor, 0) as customers_minor
from journal full join marts using (fact, currency, period)
where coalesce(journal.amount_minor, 0) <> coalesce(marts.amount_minor, 0)
order by all
