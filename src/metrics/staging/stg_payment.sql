-- One row per payment of the batches that are being read.
select file_index, document, customer_code, paid_on as happened_on,
  nullif(nullif(currency, 'XXX'), getvariable('company_currency')) as other_currency, kind, amount_minor
from read_parquet(getvariable('payment_files'))
