-- One row: the last day that facts tell of. A pool's cost is of its whole month. What customers owe on later days is not known yet.
select max(last_day) as last_day
from (
  select max(happened_on) as last_day from int_document where wins
  union all
  select last_day(make_date(max(period) // 12, max(period) % 12 + 1, 1)) from cost
  union all
  select max(happened_on) from direct_cost
  union all
  select max(happened_on) from service_event
)
