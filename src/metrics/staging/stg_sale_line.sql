-- One row per sale line of the batches that are being read.
-- List value and discount complete each other; a line that has neither counts in neither.
select
  file_index,
  document,
  customer_code,
  shipped_on as happened_on,
  currency,
  kind,
  net_minor,
  cost_minor,
  -- A price correction moves no goods and so has no cost to lack.
  cost_minor is null and kind <> 'correction' as cost_unknown,
  coalesce(list_minor, net_minor + discount_minor) as list_minor,
  coalesce(discount_minor, list_minor - net_minor) as discount_minor,
  quantity_micro as units_micro
from read_parquet(getvariable('sale_line_files'))
