-- One row per sale line of the staged file, rejected rows excepted: its document, its customer code, and a fingerprint of what it says.
create or replace temp view entry as
select
  line.*,
  key.code as customer_code,
  concat_ws(chr(31), seller, document_type,
    -- A file without document numbers: one document per customer and day.
    if(document_number = '', '@' || key.code || '@' || shipped_on, document_number),
    year(shipped_on)) as document,
  shipped_on as on_date,
  hash(shipped_on, key.code, product_code, product, product_line, unit, quantity_micro, list_minor, discount_minor, net_minor,
    vat_minor, cost_minor, currency, manager, kind, coalesce(delivery_point, '')) as fingerprint,
  net_minor as counted_minor
from sale_line as line
join customer_key as key using (mention)
