-- One row per document of a batch being read, customer code, day and currency, summed over its lines.
with

version as (
  select
    file_index, document, customer_code, happened_on, other_currency,
    sum(net_minor)::bigint as amount_minor,
    coalesce(sum(cost_minor), 0)::bigint as cost_minor,
    coalesce(sum(list_minor), 0)::bigint as list_minor,
    coalesce(sum(discount_minor), 0)::bigint as discount_minor,
    coalesce(sum(above_list_minor), 0)::bigint as above_list_minor,
    coalesce(sum(units_micro), 0)::bigint as units_micro,
    sum(returned_minor)::bigint as returned_minor,
    sum(vat_minor)::bigint as vat_minor,
    count(*)::integer as lines,
    bit_or(marks) as marks
  from priced_sale_line
  group by file_index, document, customer_code, happened_on, other_currency
)

select
  batch.position,
  'sale_line' as fact,
  batch.source_no,
  hash('sale_line', batch.source_no, version.document) as document_key,
  version.document,
  code.code_no,
  version.happened_on,
  version.other_currency,
  version.amount_minor,
  version.cost_minor,
  version.marks & 2 <> 0 as cost_unknown,
  version.list_minor,
  version.discount_minor,
  version.above_list_minor,
  version.units_micro,
  version.returned_minor,
  version.vat_minor,
  version.lines,
  -- Goods that come back are not an order.
  (version.marks & 1)::tinyint as counted,
  true as wins
from version
join reading_sale_line as batch on batch.file_index = version.file_index
-- A code that records do not know yet has no number here: the rebuild then adds it and reads again.
left join code on code.source_no = batch.source_no and code.code = version.customer_code
