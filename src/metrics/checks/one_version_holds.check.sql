-- Of each document at most one version holds.
with

-- Where one batch is all that a source has said, no document can have two versions.
said_twice as (
  select fact, source_no from (select distinct fact, source_no, position from int_document)
  group by fact, source_no
  having count(*) > 1
),

held as (
  select * from int_document
  where wins and (fact, source_no) in (select fact, source_no from said_twice)
),

checked_document as (
  select document_key from held where year(happened_on) * 12 + month(happened_on) - 1 in (select period from checked_month)
),

suspect as (
  select document_key from held
  where document_key in (select document_key from checked_document)
  group by document_key
  having min(position) <> max(position)
)

select fact, source_no, document, count(distinct position) as versions
from held
where document_key in (select document_key from suspect)
group by fact, source_no, document
having count(distinct position) > 1
order by all
