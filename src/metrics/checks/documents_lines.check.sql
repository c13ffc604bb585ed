-- Σ documents = Σ lines, and no line is counted twice: lines and amounts of the documents that hold are those of the files, each
-- in the currency that it was made out in.
with

journal as (
  select fact, source_no, other_currency, period, sum(lines) as lines, sum(amount_minor) as amount_minor
  from journal_holding group by all
),

documents as (
  select fact, source_no, other_currency, year(happened_on) * 12 + month(happened_on) - 1 as period,
    sum(lines) as lines, sum(amount_minor) as amount_minor
  from int_document
  where wins and year(happened_on) * 12 + month(happened_on) - 1 in (select period from checked_month)
  group by all
)

select coalesce(journal.fact, documents.fact) as fact, coalesce(journal.other_currency, documents.other_currency) as other_currency,
  coalesce(journal.period, documents.period) // 12 as year, coalesce(journal.period, documents.period) % 12 + 1 as month,
  journal.lines as journal_lines, documents.lines as documents_lines,
  journal.amount_minor as journal_minor, documents.amount_minor as documents_minor
from journal full join documents
  on journal.fact = documents.fact and journal.source_no = documents.source_no and journal.period = documents.period
  and journal.other_currency is not distinct from documents.other_currency
where journal.lines is distinct from documents.lines or journal.amount_minor is distinct from documents.amount_minor
order by all
