-- One row per term of a contract of the staged file: its document, its customer code, and a fingerprint of what it says.
create or replace temp view entry as
select
  told.*,
  key.code as customer_code,
  '' as document_type,
  contract_number || ' ' || valid_from as document_number,
  concat_ws(chr(31), '', contract_number, key.code, valid_from, year(valid_from)) as document,
  valid_from as on_date,
  hash(valid_from, key.code, contract_number, valid_until, terminated_on, amount_minor, currency) as fingerprint,
  amount_minor as counted_minor
from contract_term as told
join customer_key as key using (mention)
