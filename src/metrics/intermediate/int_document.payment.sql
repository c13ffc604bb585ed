-- One row per payment document of a batch being read, customer code, day and currency.
with

version as (
  select
    file_index, document, customer_code, happened_on, other_currency,
    sum(amount_minor)::bigint as amount_minor,
    count(*)::integer as lines,
    bool_or(kind = 'payment') as is_payment
  from stg_payment
  group by file_index, document, customer_code, happened_on, other_currency
)

select
  batch.position,
  'payment' as fact,
  batch.source_no,
  hash('payment', batch.source_no, version.document) as document_key,
  version.document,
  code.code_no,
  version.happened_on,
  version.other_currency,
  version.amount_minor,
  0 as cost_minor,
  false as cost_unknown,
  0 as list_minor,
  0 as discount_minor,
  0 as above_list_minor,
  0 as units_micro,
  0 as returned_minor,
  0 as vat_minor,
  version.lines,
  version.is_payment::tinyint as counted,
  true as wins
from version
join reading_payment as batch on batch.file_index = version.file_index
-- A code that records do not know yet has no number here: the rebuild then adds it and reads again.
left join code on code.source_no = batch.source_no and code.code = version.customer_code
