-- One row per price of the staged file: the "document" of its item, unit, type, currency and day, of nobody, and with no amount to add up.
create or replace temp view entry as
select
  price.*,
  null::varchar as customer_code,
  coalesce(nullif(product, ''), product_code) || ' ' || valid_on as document_type,
  '' as document_number,
  concat_ws(chr(31), '', product_code, product, unit, price_type, currency, valid_on, year(valid_on)) as document,
  valid_on as on_date,
  hash(valid_on, product_code, product, unit, price_type, price_micro, currency) as fingerprint,
  null::bigint as counted_minor,
  null::varchar as held,
  null::integer as held_because_of_row,
  false as draft
from list_price as price
