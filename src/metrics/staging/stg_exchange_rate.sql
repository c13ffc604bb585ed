-- One row per rate of the journal's files, in the company's currency: what one minor unit is worth in its minor units, as a fraction.
-- Reads reading_exchange_rate (file → position) and minor_digit (currency → decimals of its minor unit).
select
  reading.position,
  rate.currency,
  rate.rated_on,
  coalesce(rate.stands, false) as stands,
  rate.rate_micro::hugeint * [1, 10, 100, 1000][own.digits + 1] as numerator,
  rate.nominal::hugeint * 1000000 * [1, 10, 100, 1000][other.digits + 1] as denominator
from (
  select file_index, * from read_parquet(getvariable('exchange_rate_files'), union_by_name = true)
  -- Files that are older than this column lack it.
  union all by name
  select null::boolean as stands where false
) as rate
join reading_exchange_rate as reading on reading.file_index = rate.file_index
join minor_digit as own on own.currency = getvariable('company_currency')
join minor_digit as other on other.currency = rate.currency
-- A rate that came before the company had a currency is in the one that it got.
where rate.in_currency in ('', getvariable('company_currency')) and rate.currency <> getvariable('company_currency')
