-- One row per term of a contract of the journal's files, its file's batch beside it.
select batch.source_no, batch.position, told.document, told.customer_code, told.contract_number, told.valid_from, told.valid_until, told.terminated_on,
  told.amount_minor, nullif(nullif(told.currency, 'XXX'), getvariable('company_currency')) as other_currency
from read_parquet(getvariable('contract_term_files')) as told
join reading_contract_term as batch on batch.file_index = told.file_index
