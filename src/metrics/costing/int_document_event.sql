-- One row per document that is an event of its own: a shipment, a return, a payment; per customer and day.
-- Reads int_new_until; only days from the first costed month on.
select
  code.customer_id,
  document.position,
  document.happened_on,
  document.document,
  '' as person,
  year(document.happened_on) * 12 + month(document.happened_on) - 1 as period,
  case when document.fact = 'payment' then 'payment' when document.counted = 1 then 'shipment' else 'return' end as event,
  document.lines::double as lines,
  -- As many as came back, like the amount: what equations ask is never negative.
  abs(document.units_micro) / 1e6 as units,
  -- An amount in a currency without a rate is not known; it weighs nothing.
  if(document.other_currency is null, abs(document.amount_minor) / getvariable('costing_minor_units'), 0)::double as amount,
  (document.happened_on < coalesce(newcomer.new_until, document.happened_on + 1))::integer::double as is_new,
  coalesce(said.region, '') as region,
  coalesce(said.industry, '') as industry,
  coalesce(said.company_group, '') as company_group
from valued_document as document
join code on code.code_no = document.code_no
left join int_new_until as newcomer using (customer_id)
-- Filled only where an equation asks for it.
left join customer_said as said using (customer_id)
where document.wins and code.customer_id is not null
  -- A return: goods came back, and none went out. A correction of a price is no event.
  and (document.counted = 1 or (document.fact = 'sale_line' and document.returned_minor <> 0))
  and document.happened_on >= getvariable('costing_first_day')
