-- One row per month and pool that cost something: by the books, with what the model says of it. A pool that the model does not know
-- follows nobody. Reads model_pool (one row per pool and stretch of months).
select
  cost.period,
  cost.pool,
  coalesce(any_value(model_pool.spread), 'none') as spread,
  sum(cost.amount_minor)::bigint as cost_minor,
  case when any_value(model_pool.spread) = 'time' then
    -- A pool whose paid minutes are none is not measured in time.
    coalesce(nullif(sum(cost.paid_minutes_micro), 0)::hugeint * any_value(model_pool.practical_permille) // 1000, any_value(model_pool.capacity_micro))::bigint
  end as capacity_micro
from valued_cost as cost
left join model_pool on model_pool.pool = cost.pool and cost.period between model_pool.first_period and model_pool.last_period
where cost.other_currency is null and cost.period >= getvariable('costing_first_period')
  and (getvariable('costing_pools') is null or list_contains(getvariable('costing_pools'), cost.pool))
group by cost.period, cost.pool
