-- One row per direct cost of the staged file: its document, its customer code, and a fingerprint of what it says.
create or replace temp view entry as
select
  told.*,
  key.code as customer_code,
  told.name as document_type,
  concat_ws(chr(31), '',
    if(document_number = '', '@' || concat_ws(chr(30), happened_on, key.code, told.name), document_number),
    year(happened_on)) as document,
  happened_on as on_date,
  hash(happened_on, key.code, document_number, told.name, amount_minor, currency) as fingerprint,
  amount_minor as counted_minor
from direct_cost as told
join customer_key as key using (mention)
