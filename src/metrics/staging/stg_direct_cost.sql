-- One row per line of the journal's files of costs spent for one customer, its file's batch beside it.
select batch.source_no, batch.position, told.document, told.customer_code, told.happened_on, told.document_number, told.name,
  told.amount_minor, nullif(nullif(told.currency, 'XXX'), getvariable('company_currency')) as other_currency
from read_parquet(getvariable('direct_cost_files')) as told
join reading_direct_cost as batch on batch.file_index = told.file_index
