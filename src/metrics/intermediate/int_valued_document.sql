-- One row per row of int_document: in the company's currency where it is, or where its day has a rate; else in its own, which
-- is what other_currency then says.
select position, fact, source_no, document, code_no, happened_on, null::varchar as other_currency, amount_minor, cost_minor, cost_unknown,
  list_minor, discount_minor, above_list_minor, units_micro, returned_minor, vat_minor, lines, counted, wins
from int_document where other_currency is null
union all
select document.position, document.fact, document.source_no, document.document, document.code_no, document.happened_on,
  case when day_rate.currency is null then document.other_currency end,
  coalesce(valued_minor(document.amount_minor, numerator, denominator), document.amount_minor),
  coalesce(valued_minor(document.cost_minor, numerator, denominator), document.cost_minor), document.cost_unknown,
  coalesce(valued_minor(document.list_minor, numerator, denominator), document.list_minor),
  coalesce(valued_minor(document.discount_minor, numerator, denominator), document.discount_minor),
  coalesce(valued_minor(document.above_list_minor, numerator, denominator), document.above_list_minor),
  document.units_micro,
  coalesce(valued_minor(document.returned_minor, numerator, denominator), document.returned_minor),
  coalesce(valued_minor(document.vat_minor, numerator, denominator), document.vat_minor),
  document.lines, document.counted, document.wins
from int_document as document
left join day_rate on day_rate.currency = document.other_currency and day_rate.happened_on = document.happened_on
where document.other_currency is not null
