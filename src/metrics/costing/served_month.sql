-- One row per customer and month with a fact or a cost of serving: mart_customer_month, and what serving the customer took.
with

served as (
  select customer_id, period, sum(cost_minor)::bigint as served_minor, sum(minutes_micro) / 1e6 as served_minutes
  from (
    select customer_id, period, cost_minor, minutes_micro from mart_customer_activity
    union all
    select customer_id, period, cost_minor, 0 from mart_customer_direct
    union all
    select customer_id, period, cost_minor, 0 from mart_customer_credit
  )
  group by customer_id, period
)

select
  customer_id, period,
  coalesce(revenue_minor, 0) as revenue_minor, coalesce(cost_minor, 0) as cost_minor, coalesce(cost_unknown, false) as cost_unknown,
  coalesce(list_minor, 0) as list_minor, coalesce(discount_minor, 0) as discount_minor, coalesce(units_micro, 0) as units_micro,
  coalesce(returned_minor, 0) as returned_minor, coalesce(orders, 0) as orders, coalesce(payments_minor, 0) as payments_minor,
  coalesce(payments, 0) as payments, coalesce(shipped, false) as shipped, first_shipment_on, last_shipment_on,
  coalesce(shipment_days, 0) as shipment_days, coalesce(served_minor, 0) as served_minor, coalesce(served_minutes, 0) as served_minutes
from mart_customer_month full join served using (customer_id, period)
