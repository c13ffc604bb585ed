-- Of documents of two sources that are one, at most one counts.
with

pair as (
  select distinct fact, source_no, document, document_key, other_source_no, other_document, other_document_key from int_same_document
  where fact in ('sale_line', 'payment') and (source_no, document) < (other_source_no, other_document)
),

counted as (
  select distinct fact, source_no, document from int_document
  where wins and document_key in (select document_key from pair union select other_document_key from pair)
)

select pair.fact, pair.source_no, pair.document, pair.other_source_no, pair.other_document
from pair
join counted as mine on mine.fact = pair.fact and mine.source_no = pair.source_no and mine.document = pair.document
join counted as other on other.fact = pair.fact and other.source_no = pair.other_source_no and other.document = pair.other_document
order by all
