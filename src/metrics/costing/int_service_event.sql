-- One row per work done for a customer, from the first month on that is costed.
with

first_day as (
  select customer_id, min(first_shipment_on) + to_months(getvariable('costing_new_months')) as new_until
  from mart_customer_month where shipped group by customer_id
)

select
  code.customer_id,
  year(event.happened_on) * 12 + month(event.happened_on) - 1 as period,
  event.event,
  event.count::double as count,
  coalesce(event.minutes_micro, 0) / 1e6 as minutes,
  (event.happened_on < coalesce(first_day.new_until, event.happened_on + 1))::integer::double as is_new
from service_event as event
join code on code.code_no = event.code_no
left join first_day on first_day.customer_id = code.customer_id
where code.customer_id is not null and event.happened_on >= getvariable('costing_first_day')
