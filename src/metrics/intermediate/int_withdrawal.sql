-- One row per document that a batch being read takes back.
select distinct
  batch.position,
  withdrawal.fact,
  batch.source_no,
  hash(withdrawal.fact, batch.source_no, withdrawal.document) as document_key,
  withdrawal.document
from stg_withdrawal as withdrawal
join reading_withdrawal as batch on batch.file_index = withdrawal.file_index
