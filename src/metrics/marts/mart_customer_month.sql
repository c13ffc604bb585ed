-- One row per customer and period in which it has a fact that holds. Amounts in the company's currency, others at the rate of
-- their day. What has no rate is not added up (mart_customer_unvalued), but goods shipped against it are shipped: such a month
-- is a shipment month.
-- Reads wanted_day (day → period) and wanted_code (code → customer): the same model measures a few months again, the
-- customers of a merge, an unfinished month, or rolling months.
with

sale as (
  select
    wanted_code.customer_id, wanted_day.period, document.happened_on, document.other_currency, document.amount_minor,
    document.cost_minor, document.cost_unknown, document.list_minor, document.discount_minor, document.above_list_minor, document.units_micro, document.returned_minor, document.counted
  from valued_document as document
  join wanted_day on wanted_day.happened_on = document.happened_on
  join wanted_code on wanted_code.code_no = document.code_no
  where document.wins and document.fact = 'sale_line'
),

sale_month as (
  select
    customer_id, period,
    coalesce(sum(amount_minor) filter (other_currency is null), 0)::bigint as revenue_minor,
    coalesce(sum(cost_minor) filter (other_currency is null), 0)::bigint as cost_minor,
    coalesce(bool_or(cost_unknown) filter (other_currency is null), false) as cost_unknown,
    coalesce(sum(list_minor) filter (other_currency is null), 0)::bigint as list_minor,
    coalesce(sum(discount_minor) filter (other_currency is null), 0)::bigint as discount_minor,
    coalesce(sum(above_list_minor) filter (other_currency is null), 0)::bigint as above_list_minor,
    sum(units_micro)::bigint as units_micro,
    coalesce(sum(returned_minor) filter (other_currency is null), 0)::bigint as returned_minor,
    sum(counted)::integer as orders
  from sale
  group by customer_id, period
),

sale_day as (
  select customer_id, period, happened_on, other_currency, sum(amount_minor) as net_minor
  from sale
  group by customer_id, period, happened_on, other_currency
),

-- Shipped against another currency is shipped: a month with net > 0 in any one currency is a shipment month.
other_month as (
  select distinct customer_id, period
  from (
    select customer_id, period from sale_day where other_currency is not null
    group by customer_id, period, other_currency having sum(net_minor) > 0
  )
),

own_shipped_day as (
  select customer_id, period, happened_on from sale_day where other_currency is null and net_minor > 0
),

-- A day that already is a shipment day in the company's currency is not counted again.
other_shipped_day as (
  select distinct customer_id, period, happened_on
  from (select customer_id, period, happened_on from sale_day where other_currency is not null and net_minor > 0) as other
  where not exists (
    select 1 from sale_day as own
    where own.customer_id = other.customer_id and own.happened_on = other.happened_on and own.other_currency is null and own.net_minor > 0
  )
),

shipped_month as (
  select customer_id, period, min(happened_on) as first_shipment_on, max(happened_on) as last_shipment_on,
    count(*)::integer as shipment_days
  from (select * from own_shipped_day union all select * from other_shipped_day)
  group by customer_id, period
),

-- A day whose goods all came back within the month is no shipment day: the month is empty.
shipment_month as (
  select
    sale_month.*,
    sale_month.revenue_minor > 0 or other_month.customer_id is not null as shipped,
    case when shipped then shipped_month.first_shipment_on end as first_shipment_on,
    case when shipped then shipped_month.last_shipment_on end as last_shipment_on,
    case when shipped then shipped_month.shipment_days else 0 end as shipment_days
  from sale_month
  left join shipped_month using (customer_id, period)
  left join other_month using (customer_id, period)
),

payment_month as (
  select
    wanted_code.customer_id, wanted_day.period,
    coalesce(sum(document.amount_minor) filter (document.other_currency is null), 0)::bigint as payments_minor,
    sum(document.counted)::integer as payments
  from valued_document as document
  join wanted_day on wanted_day.happened_on = document.happened_on
  join wanted_code on wanted_code.code_no = document.code_no
  where document.wins and document.fact = 'payment'
  group by all
),

customer_month as (
  select
    customer_id,
    period,
    coalesce(sale.revenue_minor, 0) as revenue_minor,
    coalesce(sale.cost_minor, 0) as cost_minor,
    coalesce(sale.cost_unknown, false) as cost_unknown,
    coalesce(sale.list_minor, 0) as list_minor,
    coalesce(sale.discount_minor, 0) as discount_minor,
    coalesce(sale.above_list_minor, 0) as above_list_minor,
    coalesce(sale.units_micro, 0) as units_micro,
    coalesce(sale.returned_minor, 0) as returned_minor,
    coalesce(sale.orders, 0) as orders,
    coalesce(payment.payments_minor, 0) as payments_minor,
    coalesce(payment.payments, 0) as payments,
    coalesce(sale.shipped, false) as shipped,
    sale.first_shipment_on,
    sale.last_shipment_on,
    coalesce(sale.shipment_days, 0) as shipment_days
  from shipment_month as sale
  full join payment_month as payment using (customer_id, period)
)

select * from customer_month
