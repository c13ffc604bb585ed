-- One row per price of the journal's files, its file's batch beside it.
select reading.position, told.valid_on, told.product_code, told.product, plain_unit(told.unit) as unit, plain_text(told.price_type) as price_type,
  told.price_micro, coalesce(nullif(told.currency, 'XXX'), getvariable('company_currency')) as currency
from read_parquet(getvariable('list_price_files')) as told
join reading_list_price as reading on reading.file_index = told.file_index
