-- One row per document of the staged file that would count: held rows and drafts are left out.
create or replace temp table document as
select
  document,
  any_value(document_type) as document_type,
  any_value(document_number) as document_number,
  min(on_date) as on_date,
  count(*) as line_count,
  min(customer_code) as customer_code,
  any_value(currency) as currency,
  sum(counted_minor)::bigint as counted_minor,
  sum(fingerprint::hugeint) as fingerprint
from entry
where held is null and not draft
group by document
