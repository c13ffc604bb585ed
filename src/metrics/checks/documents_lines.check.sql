-- Σ documents = Σ lines, and no line is counted twice: lines and amount of the documents that hold are those of the files.
with

journal as (
  select fact, source_no, currency, sum(lines) as lines, sum(amount_minor) as amount_minor, count(distinct document) as documents
  from journal_document group by all
),

documents as (
  select fact, source_no, currency, sum(lines) as lines, sum(amount_minor) as amount_minor, count(distinct document) as documents
  from int_document where wins group by all
)

select fact, currency,
  journal.documents as journal_documents, documents.documents,
  journal.lines as journal_lines, documents.lines,
  journal.amount_minor as journal_minor, documents.amount_minor
from journal full join documents using (fact, source_no, currency)
where journal.lines is distinct from documents.lines
  or journal.amount_minor is distinct from documents.amount_minor
  or journal.documents is distinct from documents.documents
order by all
