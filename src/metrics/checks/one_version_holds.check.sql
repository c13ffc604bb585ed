-- Of each document at most one version holds.
select fact, source_no, document, count(distinct position) as versions
from int_document
where wins and document_key in (
  select document_key from int_document where wins group by document_key having min(position) <> max(position)
)
group by fact, source_no, document
having count(distinct position) > 1
order by all
