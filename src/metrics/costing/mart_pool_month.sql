-- One row per month and pool: customers + unused capacity + not allocated = the cost by the books, exactly.
with

assigned as (
  select mart.period, activity.pool, sum(mart.minutes_micro)::bigint as used_micro, sum(mart.cost_minor)::bigint as customers_minor
  from mart_customer_activity as mart join cost_activity as activity using (activity_no)
  where mart.period >= getvariable('costing_first_period')
  group by mart.period, activity.pool
),

measured as (
  select pool.*, coalesce(assigned.used_micro, 0) as used_micro, coalesce(assigned.customers_minor, 0) as customers_minor,
    pool.cost_minor - coalesce(assigned.customers_minor, 0) as rest_minor
  from int_pool_cost as pool left join assigned using (period, pool)
)

select period, pool, spread, cost_minor, capacity_micro, used_micro, customers_minor,
  if(capacity_micro is not null, rest_minor, 0) as unused_minor,
  if(capacity_micro is not null, 0, rest_minor) as not_allocated_minor
from measured
