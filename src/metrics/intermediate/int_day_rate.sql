-- One row per other currency and day of a document, a cost (of a pool: its month's last day) or a contract's term (its first day) that has a rate: the latest one of a table on or before the day, at most a week old.
-- Banks name none for weekends and holidays; an older rate is none. A rate that stands (entered by hand) holds from its day on, wherever a table has none.
with

told as (
  select distinct other_currency as currency, happened_on from int_document where other_currency is not null
  union
  select other_currency, last_day(make_date(period // 12, period % 12 + 1, 1)) from cost where other_currency is not null
  union
  select other_currency, happened_on from direct_cost where other_currency is not null
  union
  select other_currency, valid_from from contract_term where other_currency is not null
),

of_day as (
  select told.currency, told.happened_on, rate.numerator, rate.denominator, rate.rated_on
  from told
  asof join (select * from rate where not stands) as rate on rate.currency = told.currency and rate.rated_on <= told.happened_on
),

standing as (
  select told.currency, told.happened_on, rate.numerator, rate.denominator, rate.rated_on
  from told
  asof join (select * from rate where stands) as rate on rate.currency = told.currency and rate.rated_on <= told.happened_on
)

select * from of_day where rated_on >= happened_on - 7
union all
select * from standing
where (currency, happened_on) not in (select (currency, happened_on) from of_day where rated_on >= happened_on - 7)
