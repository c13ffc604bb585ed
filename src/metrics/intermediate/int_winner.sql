-- One row per candidate document: the position of the batch it is taken from, null where it is taken back.
-- The highest position holds; a batch that brings and takes back the same document brings it.
with

told as (
  select fact, source_no, document, position, null::bigint as withdrawn_position from int_document
  where document_key in (select document_key from int_candidate)
  union all
  select fact, source_no, document, null::bigint, position from int_withdrawal
  where document_key in (select document_key from int_candidate)
)

select
  fact,
  source_no,
  document,
  case when max(position) >= coalesce(max(withdrawn_position), -1) then max(position) end as position
from told
group by fact, source_no, document
