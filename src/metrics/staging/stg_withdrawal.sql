-- One row per document that a batch being read takes back.
select file_index, document, fact
from read_parquet(getvariable('withdrawal_files'))
