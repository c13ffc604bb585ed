-- One row per month and pool that anybody used: its minutes, and the whole that its cost is divided by. Over capacity, or where nobody
-- knows it, that is what was used; else the capacity, and the rest of the cost is nobody's.
with

used as (
  select minutes.period, activity.pool, sum(minutes.minutes_micro)::bigint as used_micro, max(minutes.minutes_micro) as most_micro
  from activity_minutes as minutes
  join cost_activity as activity using (activity_no)
  group by minutes.period, activity.pool
)

select row_number() over (order by used.period, used.pool)::integer as use_no, used.period, used.pool, used.used_micro, pool.cost_minor,
  if(pool.spread = 'time' and pool.capacity_micro is not null, greatest(pool.capacity_micro, used.used_micro), used.used_micro) as whole_micro,
  -- Whether cost × minutes of any customer stays within 64 bits, which are many times faster than 128.
  abs(pool.cost_minor)::hugeint * used.most_micro < 9000000000000000000 as fits
from used
join int_pool_cost as pool using (period, pool)
where pool.spread <> 'none' and used.used_micro > 0
