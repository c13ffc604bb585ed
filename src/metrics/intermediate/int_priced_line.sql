-- One row per row of stg_sale_line. Where the line itself tells no discount and a price list knows its item on its day, its list value is
-- that price × quantity. What was charged above the list raises the list value of the line and is told beside it: it is no negative
-- discount, which would hide both itself and the discounts of other lines.
with

-- Each item once, however many lines it has.
good as (select distinct product_code, product, unit, currency from stg_sale_line where tells_no_discount),

-- By its code where both know one, else by its name. A name that a price list gives to a code is none of another code's.
named as (
  select *, 'c ' || plain_text(product_code) as item, 1 as place from good where product_code <> ''
  union all
  select *, 'n ' || plain_text(product), 2 from good where product <> ''
  union all
  select *, 'm ' || plain_text(product), 3 from good where product <> '' and product_code = ''
),

offered as (
  select item, unit, currency, count(*) over (partition by item, currency) as units
  from (select distinct item, unit, currency from list_price)
),

-- A price is of its unit; who names none means the only one that there is.
known as (
  select named.product_code, named.product, named.unit, named.currency, offered.item, offered.unit as price_unit
  from named
  join offered on offered.item = named.item and offered.currency = named.currency
    and (offered.unit = plain_unit(named.unit) or offered.unit = '' or (named.unit = '' and offered.units = 1))
  qualify row_number() over (partition by named.product_code, named.product, named.unit, named.currency order by named.place, offered.unit = '') = 1
),

line as (
  select told.*, known.item, known.price_unit
  from stg_sale_line as told
  left join known using (product_code, product, unit, currency)
  where told.tells_no_discount
),

priced as (
  select line.*, valued_minor(line.units_micro, list_price.price_micro, 1000000000000) as told_minor,
    -- Goods given free of charge are sold below the list; a charge against the sign of its quantity is no price.
    if(sign(told_minor) * line.net_minor >= 0, told_minor, null) as by_list_minor
  from line
  asof left join list_price on list_price.item = line.item and list_price.unit = line.price_unit and list_price.currency = line.currency
    and line.happened_on >= list_price.valid_on
)

select file_index, document, customer_code, product_line, happened_on, other_currency, net_minor, cost_minor, marks, list_minor, discount_minor,
  0::bigint as above_list_minor, units_micro, returned_minor, vat_minor
from stg_sale_line where not tells_no_discount
union all
select file_index, document, customer_code, product_line, happened_on, other_currency, net_minor, cost_minor, marks,
  if(abs(by_list_minor) < abs(net_minor), net_minor, by_list_minor),
  if(abs(by_list_minor) < abs(net_minor), 0, by_list_minor - net_minor),
  if(abs(by_list_minor) < abs(net_minor), net_minor - by_list_minor, 0),
  units_micro, returned_minor, vat_minor
from priced
