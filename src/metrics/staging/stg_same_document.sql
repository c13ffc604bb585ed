-- One row per pair of documents of two sources that a batch being read says are one.
select file_index, fact, source_id, document, detail, other_source_id, other_document, other_detail
from read_parquet(getvariable('same_document_files'))
