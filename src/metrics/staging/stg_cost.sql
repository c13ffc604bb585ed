-- One row per line of the journal's files of pool costs, its file's batch beside it.
select batch.source_no, batch.position, told.document, year(told.month) * 12 + month(told.month) - 1 as period, told.pool,
  told.amount_minor, told.paid_minutes_micro, nullif(nullif(told.currency, 'XXX'), getvariable('company_currency')) as other_currency
from read_parquet(getvariable('cost_files')) as told
join reading_cost as batch on batch.file_index = told.file_index
