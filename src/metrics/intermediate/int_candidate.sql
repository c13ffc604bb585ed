-- One row per document key that needs a closer look: told of more than once, or not holding now. Most documents are neither.
-- Reads touched_document, touched_withdrawal and touched_same: what this rebuild may have changed, which after the first one is little.
with

told as (
  select document_key, wins from touched_document
  union all
  select document_key, false from touched_withdrawal
  union all
  select document_key, false from touched_same
)

select document_key
from told
group by document_key
having count(*) > 1 or not bool_and(wins)
