-- One row per sale line of a file that was read in bulk: it stands in the staging place as the journal will have it.
create or replace temp view entry as
select
  * exclude (row_number, file_row_number),
  -- The heading is the first record, and every record after it is a line.
  (file_row_number + 2)::integer as row_number,
  shipped_on as on_date,
  hash(shipped_on, customer_code, product_code, product, product_line, unit, quantity_micro, list_minor, discount_minor, net_minor,
    vat_minor, cost_minor, currency, manager, kind, coalesce(delivery_point, '')) as fingerprint,
  net_minor as counted_minor,
  null::varchar as held,
  null::integer as held_because_of_row,
  false as draft
from read_parquet($file, file_row_number = true)
