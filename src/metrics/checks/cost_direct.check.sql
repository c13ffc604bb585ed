-- Σ customers = Σ costs spent for customers, per month, by the journal's own files.
with

journal as (
  select year(happened_on) * 12 + month(happened_on) - 1 as period, sum(amount_minor) as cost_minor
  from journal_direct_cost where other_currency is null group by 1
),

customers as (select period, sum(cost_minor) as cost_minor from mart_customer_direct group by period)

select coalesce(journal.period, customers.period) // 12 as year, coalesce(journal.period, customers.period) % 12 + 1 as month,
  coalesce(journal.cost_minor, 0) as journal_minor, coalesce(customers.cost_minor, 0) as customers_minor
from journal full join customers using (period)
where journal.cost_minor is distinct from customers.cost_minor
order by all
