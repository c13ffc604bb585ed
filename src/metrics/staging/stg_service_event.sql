-- One row per line of the journal's files of work done for customers, its file's batch beside it.
select batch.source_no, batch.position, told.document, told.customer_code, told.happened_on, told.event, told.count,
  told.minutes_micro, told.person, told.document_number
from read_parquet(getvariable('service_event_files')) as told
join reading_service_event as batch on batch.file_index = told.file_index
