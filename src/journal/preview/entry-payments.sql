-- One row per payment of the staged file, rejected rows excepted: its document, its customer code, and a fingerprint of what it says.
create or replace temp view entry as
select
  -- The payer and the day that tell apart equal numbers of different payers are no part of the document's name.
  paid.* replace (if(ends_with(document_type, paid_on::varchar), '', document_type) as document_type),
  key.code as customer_code,
  concat_ws(chr(31), seller, paid.document_type,
    if(document_number = '', '@' || key.code || '@' || paid_on, document_number),
    year(paid_on)) as document,
  paid_on as on_date,
  hash(paid_on, key.code, amount_minor, currency, kind, purpose) as fingerprint,
  amount_minor as counted_minor
from payment as paid
join customer_key as key using (mention)
