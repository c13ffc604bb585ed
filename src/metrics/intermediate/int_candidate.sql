-- One row per document key that needs a closer look: told of more than once, or not holding now. Most documents are neither.
with

told as (
  select document_key, wins from int_document
  where getvariable('everything_touched') or document_key in (select document_key from touched)
  union all
  select document_key, false from int_withdrawal
  where getvariable('everything_touched') or document_key in (select document_key from touched)
)

select document_key
from told
group by document_key
having count(*) > 1 or not bool_and(wins)
