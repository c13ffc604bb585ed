-- One row per event of the staged file: its document, its customer code, and a fingerprint of what it says. No amount to add up.
create or replace temp view entry as
select
  told.*,
  key.code as customer_code,
  event as document_type,
  concat_ws(chr(31), '',
    if(number = '', '@' || concat_ws(chr(30), happened_on, event, key.code, person, document_number), number),
    year(happened_on)) as document,
  happened_on as on_date,
  hash(happened_on, key.code, event, count, minutes_micro, person, document_number) as fingerprint,
  '' as currency,
  null::bigint as counted_minor
from service_event as told
join customer_key as key using (mention)
