-- One row per line of the journal's files of work done for customers, its file's batch beside it.
-- Returns, shipments and payments as events are documents; noted work on them is another kind of event, with minutes of its own.
select batch.source_no, batch.position, told.document, told.customer_code, told.happened_on,
  if(told.event in ('shipment', 'return', 'payment'), told.event || '_work', told.event) as event, told.count,
  told.minutes_micro, told.person, told.document_number
from read_parquet(getvariable('service_event_files')) as told
join reading_service_event as batch on batch.file_index = told.file_index
