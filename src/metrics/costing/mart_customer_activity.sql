-- One row per customer, month and activity: its part of the pool's cost, by the largest remainder, so that all parts and what is
-- not used add up to the cost (core/differentiate/costing/allocate.ts says the same of a few). Ties go by the order of activities in
-- the model, then of the customers' codes. Reads activity_minutes and int_pool_cost.
with

part as (
  select minutes.period, activity.pool, minutes.activity_no, minutes.customer_id, minutes.events, minutes.minutes_micro,
    pool.cost_minor, pool.spread, pool.capacity_micro,
    sum(minutes.minutes_micro) over (partition by minutes.period, activity.pool)::hugeint as used_micro
  from activity_minutes as minutes
  join cost_activity as activity using (activity_no)
  join int_pool_cost as pool on pool.period = minutes.period and pool.pool = activity.pool
  where pool.spread <> 'none'
),

-- Over capacity, or where nobody knows it, the whole cost is shared by what was used.
weighed as (
  select *, if(spread = 'time' and capacity_micro is not null, greatest(capacity_micro::hugeint, used_micro), used_micro) as whole_micro
  from part
),

-- What nobody used is a part like the others.
every_part as (
  select period, pool, activity_no, customer_id, events, minutes_micro, minutes_micro::hugeint as weight, whole_micro, cost_minor
  from weighed where whole_micro > 0
  union all
  select distinct period, pool, null, null, 0, 0, whole_micro - used_micro, whole_micro, cost_minor
  from weighed where whole_micro > used_micro
),

shared as (
  select *, (abs(cost_minor)::hugeint * weight) // whole_micro as share, (abs(cost_minor)::hugeint * weight) % whole_micro as remainder
  from every_part
),

placed as (
  select shared.*,
    abs(cost_minor) - sum(share) over (partition by period, pool) as left_over,
    row_number() over (partition by period, pool order by remainder desc, activity_no nulls last, customer_rank.place) as place
  from shared
  left join customer_rank using (customer_id)
)

select customer_id, period, activity_no, events, minutes_micro,
  (sign(cost_minor) * (share + if(place <= left_over, 1, 0)))::bigint as cost_minor
from placed
where customer_id is not null
