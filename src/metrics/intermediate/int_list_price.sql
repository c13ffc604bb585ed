-- One row per item, unit, currency and day on which its price changes. Of one type and day the latest batch's price holds; each type
-- holds until its next; of the types that hold on a day the highest is the list price.
with

named as (
  select *, 'c ' || plain_text(product_code) as item from stg_list_price where product_code <> ''
  union all
  select *, if(product_code = '', 'n ', 'm ') || plain_text(product) from stg_list_price where product <> ''
),

told as (
  select item, unit, currency, price_type, valid_on, arg_max(price_micro, (position, price_micro)) as price_micro
  from named group by item, unit, currency, price_type, valid_on
),

day as (select distinct item, unit, currency, valid_on from told),

type as (select distinct item, unit, currency, price_type from told),

holding as (
  select day.item, day.unit, day.currency, day.valid_on, told.price_micro
  from (select * from day join type using (item, unit, currency)) as day
  asof join told on told.item = day.item and told.unit = day.unit and told.currency = day.currency and told.price_type = day.price_type
    and day.valid_on >= told.valid_on
)

select item, unit, currency, valid_on, max(price_micro) as price_micro
from holding group by item, unit, currency, valid_on
