-- One row per document of the staged file or of what the source said before within the file's period: what committing would do to it.
-- `before_document` is what counts now: one row per document of the source.
create or replace temp table comparison as
with drafted as (
  select distinct document from entry where draft and document not in (select document from document)
),
compared as (
  select
    coalesce(document.document, before.document) as document,
    coalesce(document.document_type, before.document_type) as document_type,
    coalesce(document.document_number, before.document_number) as document_number,
    coalesce(document.on_date, before.on_date) as on_date,
    before.on_date as before_on_date,
    coalesce(document.customer_code, before.customer_code) as customer_code,
    coalesce(document.currency, before.currency) as currency,
    before.counted_minor as before_minor,
    document.counted_minor as after_minor,
    before.line_count as before_lines,
    document.line_count as after_lines,
    case
      when document.document is not null and before.document is null then 'new'
      when document.document is not null and document.customer_code <> before.customer_code then 'conflict'
      when document.document is not null and document.fingerprint = before.fingerprint and document.line_count = before.line_count then 'unchanged'
      when document.document is not null then 'changed'
      when before.document in (select document from drafted) then 'withdrawn'
      else 'missing'
    end as outcome
  from document
  full join before_document as before on before.document = document.document
)
select * from compared
-- What the source said outside the file's period is none of the file's business.
where outcome <> 'missing' or before_on_date between $period_from and $period_to
