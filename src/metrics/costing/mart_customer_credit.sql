-- One row per customer and month in which it owed: its balance on each day, added up, and a year's interest on it by the day.
-- Shipments raise the balance by what is to be paid, tax included; payments lower it. A prepayment is no credit.
-- Without any payment nobody knows what is owed, and nothing is charged.
-- Reads int_last_known and credit_rate (one row per stretch of months with its yearly rate).
with

moved as (
  select code.customer_id, document.happened_on,
    sum(case when document.fact = 'payment' then -document.amount_minor else document.amount_minor + document.vat_minor end)::bigint as moved_minor
  from valued_document as document
  join code on code.code_no = document.code_no
  where document.wins and document.other_currency is null and code.customer_id is not null
  group by code.customer_id, document.happened_on
),

balance as (
  select customer_id, happened_on as since,
    sum(moved_minor) over (partition by customer_id order by happened_on) as balance_minor,
    coalesce(lead(happened_on) over (partition by customer_id order by happened_on), (select last_day + 1 from int_last_known)) as until
  from moved
),

by_month as (
  select customer_id, since, until, balance_minor,
    unnest(generate_series(year(since) * 12 + month(since) - 1, year(until - 1) * 12 + month(until - 1) - 1))::integer as period
  from balance where balance_minor > 0 and until > since
),

owed as (
  select customer_id, period,
    sum(balance_minor::hugeint * (
      least(until, (make_date(period // 12, period % 12 + 1, 1) + interval 1 month)::date)
      - greatest(since, make_date(period // 12, period % 12 + 1, 1)))) as minor_days
  from by_month group by customer_id, period
)

select customer_id, period,
  -- Of the month that is not over, those that facts tell of.
  day(least(last_day(make_date(period // 12, period % 12 + 1, 1)), (select last_day from int_last_known)))::integer as days,
  minor_days,
  -- Half a unit is rounded up.
  ((minor_days * credit_rate.permille * 2 + 365000) // 730000)::bigint as cost_minor
from owed
join credit_rate on owed.period between credit_rate.first_period and credit_rate.last_period
where credit_rate.permille > 0 and exists (from valued_document where wins and fact = 'payment')
