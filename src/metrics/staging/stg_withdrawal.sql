-- One row per document of what is sold or paid that a batch being read takes back.
select file_index, document, fact
from read_parquet(getvariable('withdrawal_files'))
where fact in ('sale_line', 'payment')
