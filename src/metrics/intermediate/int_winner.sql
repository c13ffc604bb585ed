-- One row per candidate document: the position of the batch it is taken from, null where it does not count.
-- Of a source's own versions the highest position holds; a batch that brings and takes back the same document brings it. Of documents
-- of two sources that are one, the more detailed counts, and where both say as much, the later one. What is compared is one order of
-- all documents, so two of them can never wait for each other.
with

concerned as (
  select document_key from int_candidate
  union
  select other_document_key from int_same_document where document_key in (select document_key from int_candidate)
),

told as (
  select fact, source_no, document, position, null::bigint as withdrawn_position from int_document
  where document_key in (select document_key from concerned)
  union all
  select fact, source_no, document, null::bigint, position from int_withdrawal
  where document_key in (select document_key from concerned)
),

held as (
  select
    fact,
    source_no,
    document,
    case when max(position) >= coalesce(max(withdrawn_position), -1) then max(position) end as position
  from told
  group by fact, source_no, document
),

detail as (
  select fact, source_no, document, arg_max(detail, position) as detail from int_same_document
  where document_key in (select document_key from concerned)
  group by fact, source_no, document
),

ranked as (
  select fact, source_no, document, held.position, detail.detail
  from held join detail using (fact, source_no, document)
  where held.position is not null
),

outdone as (
  select distinct same.fact, same.source_no, same.document
  from int_same_document as same
  join ranked as mine using (fact, source_no, document)
  join ranked as other on other.fact = same.fact and other.source_no = same.other_source_no and other.document = same.other_document
  where same.document_key in (select document_key from int_candidate)
    and (other.detail > mine.detail or (other.detail = mine.detail and other.position > mine.position))
)

select
  held.fact,
  held.source_no,
  held.document,
  case when outdone.document is null then held.position end as position
from held
left join outdone using (fact, source_no, document)
