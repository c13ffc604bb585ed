-- Of each document at most one version holds.
with

checked_document as (
  select document_key from int_document
  where wins and year(happened_on) * 12 + month(happened_on) - 1 in (select period from checked_month)
)

select fact, source_no, document, count(distinct position) as versions
from int_document
where wins and document_key in (
  select document_key from int_document
  where wins and document_key in (select document_key from checked_document)
  group by document_key having min(position) <> max(position)
)
group by fact, source_no, document
having count(distinct position) > 1
order by all
