-- Each line of each file that counts is in exactly one of two places: in the version of its document that holds, or in a version that is
-- replaced, and then what replaces it is there: a later version, a later withdrawal, or the same document of another source.
with

journal as (
  select 'sale_line' as fact, batch.position, count(*) as lines
  from stg_sale_line as told join reading_sale_line as batch on batch.file_index = told.file_index
  where told.happened_on between getvariable('checked_first') and getvariable('checked_last')
    and year(told.happened_on) * 12 + month(told.happened_on) - 1 in (select period from checked_month)
  group by batch.position
  union all
  select 'payment', batch.position, count(*)
  from stg_payment as told join reading_payment as batch on batch.file_index = told.file_index
  where told.happened_on between getvariable('checked_first') and getvariable('checked_last')
    and year(told.happened_on) * 12 + month(told.happened_on) - 1 in (select period from checked_month)
  group by batch.position
),

version as (
  select * from int_document where year(happened_on) * 12 + month(happened_on) - 1 in (select period from checked_month)
),

out_of_force as (select distinct fact, source_no, document_key, document, position from version where not wins),

replaced_by as (
  select fact, source_no, document, position from int_document where document_key in (select document_key from out_of_force)
  union all
  select fact, source_no, document, position from int_withdrawal where document_key in (select document_key from out_of_force)
),

replaced as (
  select distinct former.fact, former.source_no, former.document, former.position
  from out_of_force as former
  join replaced_by as later
    on later.fact = former.fact and later.source_no = former.source_no and later.document = former.document and later.position > former.position
  union
  select distinct former.fact, former.source_no, former.document, former.position
  from out_of_force as former
  join int_same_document as same on same.fact = former.fact and same.source_no = former.source_no and same.document = former.document
  join int_document as other
    on other.document_key = same.other_document_key and other.source_no = same.other_source_no and other.document = same.other_document
),

documents as (
  select version.fact, version.position,
    coalesce(sum(version.lines) filter (version.wins), 0) as lines_in_force,
    coalesce(sum(version.lines) filter (not version.wins and replaced.document is not null), 0) as lines_replaced
  from version left join replaced using (fact, source_no, document, position)
  group by version.fact, version.position
)

select coalesce(journal.fact, documents.fact::varchar) as fact, coalesce(journal.position, documents.position) as position,
  coalesce(journal.lines, 0) as lines, coalesce(lines_in_force, 0) as lines_in_force, coalesce(lines_replaced, 0) as lines_replaced
from journal full join documents on documents.fact::varchar = journal.fact and documents.position = journal.position
where coalesce(journal.lines, 0) <> coalesce(lines_in_force, 0) + coalesce(lines_replaced, 0)
order by all
