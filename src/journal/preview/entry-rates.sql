-- One row per rate of the staged file: the "document" of its currency and day, of nobody, and with no amount to add up.
create or replace temp view entry as
select
  rate.*,
  null::varchar as customer_code,
  currency || ' ' || rated_on as document_type,
  '' as document_number,
  concat_ws(chr(31), '', currency, rated_on, year(rated_on)) as document,
  rated_on as on_date,
  hash(rated_on, currency, rate_micro, nominal) as fingerprint,
  null::bigint as counted_minor,
  null::varchar as held,
  null::integer as held_because_of_row,
  false as draft
from exchange_rate as rate
