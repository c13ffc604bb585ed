-- One row per sale line of the batches that are being read.
-- An amount in no currency (XXX) is in the company's own.
-- List value and discount complete each other; a line that has neither counts in neither.
select
  file_index,
  document,
  customer_code,
  shipped_on as happened_on,
  nullif(nullif(currency, 'XXX'), getvariable('company_currency')) as other_currency,
  net_minor,
  cost_minor,
  -- Bit 0: goods were sold, not only given back. Bit 1: the cost is not known (a price correction has none to know).
  (kind = 'sale')::utinyint + case when cost_minor is null and kind <> 'correction' then 2 else 0 end::utinyint as marks,
  -- Who neither tells the list value nor a discount may be told by a price list.
  list_minor is null and discount_minor is null and kind <> 'correction' and quantity_micro <> 0 as tells_no_discount,
  product_code, product, product_line, unit, coalesce(nullif(currency, 'XXX'), getvariable('company_currency')) as currency,
  coalesce(list_minor, net_minor + discount_minor) as list_minor,
  coalesce(discount_minor, list_minor - net_minor) as discount_minor,
  quantity_micro as units_micro,
  case when kind = 'return' then net_minor else 0 end as returned_minor,
  coalesce(vat_minor, 0) as vat_minor
from read_parquet(getvariable('sale_line_files'))
