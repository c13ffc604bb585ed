-- One row per customer, month and activity: its part of the pool's cost, by the largest remainder, so that all parts and what is
-- not used add up to the cost (core/differentiate/costing/allocate.ts says the same of a few). Ties go by the order of activities in
-- the model, then of the customers' codes; what nobody used comes last. Reads int_share. Millions of remainders are not sorted: who
-- stands above the step on which the last unit is given gets one, and only that step is put in order.
with

left_over as (
  select shared.use_no, (abs(int_pool_use.cost_minor) - shared.share)::bigint as units
  from (select use_no, sum(share)::bigint as share from int_share group by use_no) as shared join int_pool_use using (use_no)
),

-- Only to whom something was cut off.
counted as (
  select use_no, step, count(*) as parts from int_share where remainder > 0 group by use_no, step
),

given as (
  select counted.use_no, counted.step, left_over.units,
    coalesce(sum(counted.parts) over (partition by counted.use_no order by counted.step desc rows between unbounded preceding and 1 preceding), 0)::bigint as above,
    counted.parts
  from counted join left_over using (use_no)
  where left_over.units > 0
),

last_step as (select use_no, step, units - above as units from given where above < units and above + parts >= units),

placed as (
  select share.customer_id, share.period, share.activity_no, last_step.units,
    row_number() over (partition by share.use_no order by share.remainder desc, share.activity_no nulls last, customer_rank.place) as place
  from int_share as share
  join last_step on last_step.use_no = share.use_no and last_step.step = share.step
  left join customer_rank using (customer_id)
  where share.remainder > 0
),

one_more as (select customer_id, period, activity_no from placed where place <= units and customer_id is not null)

select share.customer_id, share.period, share.activity_no, share.events, share.weight as minutes_micro,
  (sign(int_pool_use.cost_minor) * (share.share + if(share.step > last_step.step or one_more.customer_id is not null, 1, 0)))::bigint as cost_minor
from int_share as share
join int_pool_use using (use_no)
left join last_step on last_step.use_no = share.use_no
left join one_more on one_more.customer_id = share.customer_id and one_more.period = share.period and one_more.activity_no = share.activity_no
where share.customer_id is not null
