-- The code of every document that holds means exactly one customer.
with

named as (
  select source_no, customer_code, sum(lines) as lines from journal_holding group by all
)

select source.source_id, named.customer_code, any_value(named.lines) as lines, count(code.customer_id) as customers
from named
join source on source.source_no = named.source_no
left join code on code.source_no = named.source_no and code.code = named.customer_code
group by source.source_id, named.customer_code
having count(code.customer_id) <> 1
order by all
