-- Σ cost of goods of the customers = Σ cost of the lines that hold in the journal's files, per month, company's currency.
with

journal as (
  select period, coalesce(sum(valued_cost_minor), 0) as cost_minor from journal_holding
  where fact = 'sale_line' group by period
),

marts as (
  select period, sum(cost_minor) as cost_minor from mart_customer_month
  where period in (select period from checked_month) group by period
)

select period // 12 as year, period % 12 + 1 as month,
  coalesce(journal.cost_minor, 0) as journal_minor, coalesce(marts.cost_minor, 0) as customers_minor
from journal full join marts using (period)
where coalesce(journal.cost_minor, 0) <> coalesce(marts.cost_minor, 0)
order by all
