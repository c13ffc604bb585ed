-- One row per other currency and day that the journal tells of, of a pool's cost its month's last, and that has a rate: found anew, without the intermediate models.
with

told as (
  select distinct other_currency as currency, happened_on from stg_sale_line
  where other_currency is not null and happened_on between getvariable('checked_first') and getvariable('checked_last')
  union
  select distinct other_currency, happened_on from stg_payment
  where other_currency is not null and happened_on between getvariable('checked_first') and getvariable('checked_last')
  union
  select distinct other_currency, last_day(make_date(period // 12, period % 12 + 1, 1)) from journal_cost where other_currency is not null
  union
  select distinct other_currency, happened_on from journal_direct_cost where other_currency is not null
)

select told.currency, told.happened_on,
  arg_max(rate.numerator, (not rate.stands, rate.rated_on, rate.position)) as numerator, arg_max(rate.denominator, (not rate.stands, rate.rated_on, rate.position)) as denominator
from told
join stg_exchange_rate as rate on rate.currency = told.currency and rate.rated_on <= told.happened_on and (rate.stands or rate.rated_on >= told.happened_on - 7)
group by told.currency, told.happened_on
