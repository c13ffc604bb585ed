-- One row per customer and period in which it has a fact that holds. Amounts in the company's currency; amounts in others
-- are not added up (mart_customer_unvalued), but goods shipped against them are shipped: such a month is a shipment month.
-- Reads wanted_day (day → period) and wanted_code (code → customer): the same model measures a few months again, the
-- customers of a merge, an unfinished month, or rolling months.
with

-- A rate of the day would turn other currencies into the company's here, and nowhere else.
sale_day as (
  select
    wanted_code.customer_id, wanted_day.period, document.happened_on,
    -- Null stands for the company's own currency: comparing it once per row is cheaper than grouping by text.
    nullif(document.currency, getvariable('company_currency')) as other_currency,
    sum(document.amount_minor)::bigint as net_minor,
    sum(document.cost_minor)::bigint as cost_minor,
    bool_or(document.cost_unknown) as cost_unknown,
    sum(document.list_minor)::bigint as list_minor,
    sum(document.discount_minor)::bigint as discount_minor,
    sum(document.units_micro)::bigint as units_micro,
    sum(document.counted)::integer as orders
  from int_document as document
  join wanted_day on wanted_day.happened_on = document.happened_on
  join wanted_code on wanted_code.code_no = document.code_no
  where document.wins and document.fact = 'sale_line'
  group by all
),

other_month as (
  select customer_id, period
  from sale_day where other_currency is not null
  group by customer_id, period, other_currency
  having sum(net_minor) > 0
),

own_shipment_day as (
  select customer_id, happened_on from sale_day
  where other_currency is null and net_minor > 0
    and customer_id in (select customer_id from sale_day where other_currency is not null)
),

-- A day that already is a shipment day in the company's currency is not counted again.
other_day as (
  select
    other.customer_id, other.period, other.happened_on,
    sum(other.units_micro)::bigint as units_micro,
    sum(other.orders)::integer as orders,
    bool_or(other.net_minor > 0 and own.customer_id is null) as shipped
  from sale_day as other
  left join own_shipment_day as own using (customer_id, happened_on)
  where other.other_currency is not null
  group by all
),

day as (
  select customer_id, period, happened_on, net_minor, cost_minor, cost_unknown, list_minor, discount_minor, units_micro, orders,
    net_minor > 0 as shipped
  from sale_day where other_currency is null
  union all
  select customer_id, period, happened_on, 0, 0, false, 0, 0, units_micro, orders, shipped
  from other_day
),

sale_month as (
  select
    customer_id, period,
    sum(net_minor)::bigint as revenue_minor,
    sum(cost_minor)::bigint as cost_minor,
    bool_or(cost_unknown) as cost_unknown,
    sum(list_minor)::bigint as list_minor,
    sum(discount_minor)::bigint as discount_minor,
    sum(units_micro)::bigint as units_micro,
    sum(orders)::integer as orders,
    sum(net_minor) > 0 as shipped_in_own,
    min(happened_on) filter (shipped) as first_shipment_on,
    max(happened_on) filter (shipped) as last_shipment_on,
    (count(*) filter (shipped))::integer as shipment_days
  from day
  group by customer_id, period
),

shipment_month as (
  select sale_month.*, sale_month.shipped_in_own or other.customer_id is not null as shipped
  from sale_month
  left join (select distinct customer_id, period from other_month) as other using (customer_id, period)
),

payment_month as (
  select
    wanted_code.customer_id, wanted_day.period,
    coalesce(sum(document.amount_minor) filter (document.currency = getvariable('company_currency')), 0)::bigint as payments_minor,
    sum(document.counted)::integer as payments
  from int_document as document
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
    coalesce(sale.units_micro, 0) as units_micro,
    coalesce(sale.orders, 0) as orders,
    coalesce(payment.payments_minor, 0) as payments_minor,
    coalesce(payment.payments, 0) as payments,
    coalesce(sale.shipped, false) as shipped,
    -- A day whose goods all came back within the month is no shipment day: the month is empty.
    case when sale.shipped then sale.first_shipment_on end as first_shipment_on,
    case when sale.shipped then sale.last_shipment_on end as last_shipment_on,
    case when sale.shipped then sale.shipment_days else 0 end as shipment_days
  from shipment_month as sale
  full join payment_month as payment using (customer_id, period)
)

select * from customer_month
