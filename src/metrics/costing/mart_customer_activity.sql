-- One row per customer, month and activity: its part of the pool's cost, by the largest remainder, so that all parts and what is
-- not used add up to the cost (core/differentiate/costing/allocate.ts says the same of a few). Ties go by the order of activities in
-- the model, then of the customers' codes; what nobody used comes last. Reads int_share.
with

left_over as (
  select period, pool, abs(any_value(cost_minor)) - sum(share)::bigint as units from int_share group by period, pool
),

-- Only where something is left to give, and to whom something was cut off.
placed as (
  select share.customer_id, share.period, share.activity_no, share.pool, left_over.units,
    row_number() over (partition by share.period, share.pool order by share.remainder desc, share.activity_no nulls last, customer_rank.place) as place
  from int_share as share
  join left_over on left_over.period = share.period and left_over.pool = share.pool
  left join customer_rank using (customer_id)
  where left_over.units > 0 and share.remainder > 0
),

one_more as (select customer_id, period, activity_no from placed where place <= units and customer_id is not null)

select share.customer_id, share.period, share.activity_no, share.events, share.weight as minutes_micro,
  (sign(share.cost_minor) * (share.share + if(one_more.customer_id is null, 0, 1)))::bigint as cost_minor
from int_share as share
left join one_more using (customer_id, period, activity_no)
where share.customer_id is not null
