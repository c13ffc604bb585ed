-- One row per cost of the staged file: the "document" of its month and pool, of nobody.
create or replace temp view entry as
select
  told.*,
  null::varchar as customer_code,
  strftime(month, '%Y-%m') || ' ' || pool as document_type,
  '' as document_number,
  concat_ws(chr(31), '', month, pool, year(month)) as document,
  month as on_date,
  hash(month, pool, amount_minor, paid_minutes_micro, currency) as fingerprint,
  amount_minor as counted_minor
from cost as told
