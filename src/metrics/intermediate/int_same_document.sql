-- Two rows per pair of documents that a batch being read says are one: once from each side.
with

pair as (
  select batch.position, told.fact, mine.source_no, told.document, told.detail,
    theirs.source_no as other_source_no, told.other_document, told.other_detail
  from stg_same_document as told
  join reading_same_document as batch on batch.file_index = told.file_index
  join source as mine on mine.source_id = told.source_id
  join source as theirs on theirs.source_id = told.other_source_id
)

select position, fact, source_no, hash(fact, source_no, document) as document_key, document, detail,
  other_source_no, hash(fact, other_source_no, other_document) as other_document_key, other_document, other_detail
from pair
union all
select position, fact, other_source_no, hash(fact, other_source_no, other_document), other_document, other_detail,
  source_no, hash(fact, source_no, document), document, detail
from pair
