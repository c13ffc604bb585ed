-- Σ customers = Σ costs spent for customers, per month, by the journal's own files; other currencies at the rate of their day, found anew,
-- and without one left out.
with

journal as (
  select year(cost.happened_on) * 12 + month(cost.happened_on) - 1 as period,
    sum(if(cost.other_currency is null, cost.amount_minor, valued_minor(cost.amount_minor, numerator, denominator))) as cost_minor
  from journal_direct_cost as cost
  left join checked_rate on checked_rate.currency = cost.other_currency and checked_rate.happened_on = cost.happened_on
  where cost.other_currency is null or numerator is not null
  group by 1
),

customers as (select period, sum(cost_minor) as cost_minor from mart_customer_direct group by period)

select coalesce(journal.period, customers.period) // 12 as year, coalesce(journal.period, customers.period) % 12 + 1 as month,
  coalesce(journal.cost_minor, 0) as journal_minor, coalesce(customers.cost_minor, 0) as customers_minor
from journal full join customers using (period)
where journal.cost_minor is distinct from customers.cost_minor
order by all
