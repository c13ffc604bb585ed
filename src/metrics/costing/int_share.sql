-- One row per customer, month and activity, and one per month and pool for what nobody used (customer_id is null): the whole minor
-- units of its share of the pool's cost, and what the division leaves over.
with

part as (
  select minutes.customer_id, minutes.period, minutes.activity_no, activity.pool, minutes.events, minutes.minutes_micro as weight,
    use.cost_minor, use.whole_micro, use.fits
  from activity_minutes as minutes
  join cost_activity as activity using (activity_no)
  join int_pool_use as use on use.period = minutes.period and use.pool = activity.pool
  union all
  select null, period, null, pool, 0, whole_micro - used_micro, cost_minor, whole_micro, false
  from int_pool_use where whole_micro > used_micro
)

select customer_id, period, activity_no, pool, events, weight, cost_minor,
  if(fits, (abs(cost_minor) * weight) // whole_micro, (abs(cost_minor)::hugeint * weight) // whole_micro)::bigint as share,
  if(fits, (abs(cost_minor) * weight) % whole_micro, (abs(cost_minor)::hugeint * weight) % whole_micro)::bigint as remainder
from part
