-- Customers + unused capacity + not allocated = the cost of each pool in each month by the journal's own files, exactly; other currencies at
-- the rate of the month's last day, found anew, and without one left out.
with

journal as (
  select cost.period, cost.pool, sum(if(cost.other_currency is null, cost.amount_minor, valued_minor(cost.amount_minor, numerator, denominator))) as cost_minor
  from journal_cost as cost
  left join checked_rate on checked_rate.currency = cost.other_currency and checked_rate.happened_on = last_day(make_date(cost.period // 12, cost.period % 12 + 1, 1))
  where cost.other_currency is null or numerator is not null
  group by cost.period, cost.pool
),

customers as (
  select mart.period, activity.pool, sum(mart.cost_minor) as cost_minor
  from mart_customer_activity as mart join cost_activity as activity using (activity_no)
  group by mart.period, activity.pool
),

explained as (
  select pool.period, pool.pool, pool.customers_minor, coalesce(customers.cost_minor, 0) + pool.unused_minor + pool.not_allocated_minor as cost_minor
  from mart_pool_month as pool left join customers using (period, pool)
)

select coalesce(journal.pool, explained.pool) as pool, coalesce(journal.period, explained.period) // 12 as year, coalesce(journal.period, explained.period) % 12 + 1 as month,
  coalesce(journal.cost_minor, 0) as books_minor, coalesce(explained.cost_minor, 0) as explained_minor
from journal full join explained using (period, pool)
where journal.cost_minor is distinct from explained.cost_minor
order by all
