-- One row per work done for a customer, from the first month on that is costed.
select
  code.customer_id,
  event.position,
  event.happened_on,
  event.document_number as document,
  event.person,
  year(event.happened_on) * 12 + month(event.happened_on) - 1 as period,
  event.event,
  event.count::double as count,
  coalesce(event.minutes_micro, 0) / 1e6 as minutes,
  (event.happened_on < coalesce(newcomer.new_until, event.happened_on + 1))::integer::double as is_new,
  coalesce(said.region, '') as region,
  coalesce(said.industry, '') as industry,
  coalesce(said.company_group, '') as company_group
from service_event as event
join code on code.code_no = event.code_no
left join int_new_until as newcomer using (customer_id)
-- Filled only where an equation asks for it.
left join customer_said as said using (customer_id)
where code.customer_id is not null and event.happened_on >= getvariable('costing_first_day')
