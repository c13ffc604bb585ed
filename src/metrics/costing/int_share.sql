-- One row per customer, month and activity, and one per month and pool for what nobody used (customer_id is null): the whole minor
-- units of its share of the pool's cost, whatever its sign, and what the division leaves over. int_pool_use tells the month and pool.
with

part as (
  select minutes.customer_id, minutes.period, minutes.activity_no, use.use_no, minutes.events, minutes.minutes_micro as weight,
    abs(use.cost_minor) as size_minor, use.whole_micro, use.fits
  from activity_minutes as minutes
  join cost_activity as activity using (activity_no)
  join int_pool_use as use on use.period = minutes.period and use.pool = activity.pool
  union all
  select null, period, null, use_no, 0, whole_micro - used_micro, abs(cost_minor), whole_micro, false
  from int_pool_use where whole_micro > used_micro
),

divided as (
  select customer_id, period, activity_no, use_no, events, weight, whole_micro,
    if(fits, (size_minor * weight) // whole_micro, (size_minor::hugeint * weight) // whole_micro)::bigint as share,
    if(fits, (size_minor * weight) % whole_micro, (size_minor::hugeint * weight) % whole_micro)::bigint as remainder
  from part
)

-- Which of 1024 steps the remainder stands on: of two remainders the larger never stands lower.
select * exclude (whole_micro), least(floor(remainder::double / whole_micro * 1024), 1023)::smallint as step
from divided
