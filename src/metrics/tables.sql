-- Everything that metrics.duckdb keeps. It is disposable: when this file or a model changes, the whole is made again.

create type fact as enum ('sale_line', 'payment', 'exchange_rate', 'list_price', 'cost', 'direct_cost', 'service_event', 'contract_term');

-- One row: what the tables were made with.
create table made_with (fingerprint varchar, company_currency varchar);

-- One row per calendar month that the last rebuild measured again.
create table last_measured_month (period integer);

-- One row per source of files; the number stands for its id in the tables below.
create table source (source_no smallint, source_id varchar);

-- One row per applied batch of the journal.
create table batch (
  position integer, batch_id varchar, source_no smallint, sale_line_file varchar, payment_file varchar, withdrawal_file varchar,
  same_document_file varchar
);

-- One row per customer code of a source: which customer it means now. The only place that knows.
create table code (code_no integer, source_no smallint, code varchar, customer_id bigint);

-- One row per version of a document (the batch it came in), customer code, day and currency.
create table int_document (
  position integer,
  fact fact,
  source_no smallint,
  -- hash of fact, source and document: finds candidates fast; documents are only ever held equal by their text.
  document_key ubigint,
  document varchar,
  code_no integer,
  happened_on date,
  -- Null stands for the company's own currency, which is nearly all of them; what names no currency is in it.
  other_currency varchar,
  amount_minor bigint,
  cost_minor bigint,
  cost_unknown boolean,
  list_minor bigint,
  discount_minor bigint,
  units_micro bigint,
  -- What lines were charged above the price list: no discount of others is evened out by it.
  above_list_minor bigint,
  -- Goods given back, ≤ 0, and value added tax, which net amounts do not contain.
  returned_minor bigint,
  vat_minor bigint,
  lines integer,
  -- 1 where the row counts as an order (or a payment), so that a document over two days or currencies counts once.
  counted tinyint,
  -- Whether this version is the one that holds: no later batch has, or takes back, the document.
  wins boolean
);

-- One row per registered journal file of exchange rates, with the company's currency that they were read for.
create table rate_file (position integer, file varchar, company_currency varchar);

-- One row per currency and day that a rate is known of: the company's minor units for one of its own, as a fraction of whole numbers.
-- One that stands was entered by hand: it holds from its day on, where no table has a rate of the day.
create table rate (currency varchar, rated_on date, stands boolean, numerator hugeint, denominator hugeint);

-- One row per other currency and day of a document or a cost: the rate that holds on it (intermediate/int_day_rate.sql). Nearly always few.
create table day_rate (currency varchar, happened_on date, numerator hugeint, denominator hugeint, rated_on date);

-- At a rate, half away from zero.
create macro valued_minor(amount_minor, numerator, denominator) as
  (sign(amount_minor) * ((2 * abs(amount_minor)::hugeint * numerator + denominator) // (2 * denominator)))::bigint;

-- One row per registered journal file of list prices.
create table price_file (position integer, file varchar);

-- One row per item, unit, currency and day from which a price holds: of several types of price the highest, which whoever has agreed
-- nothing pays. The item is 'c ' and its code, 'n ' and its name where it has no code, or 'm ' and its name where it has one.
create table list_price (item varchar, unit varchar, currency varchar, valid_on date, price_micro bigint);

-- Goods and units are the same whatever their case, blanks and points.
create macro plain_text(printed) as lower(replace(replace(regexp_replace(trim(printed), '\s+', ' ', 'g'), 'ё', 'е'), 'Ё', 'Е'));
create macro plain_unit(printed) as rtrim(plain_text(printed), '.');

-- What the marts read: documents as they are, until there are rates (then intermediate/int_valued_document.sql).
create view valued_document as select * from int_document;

-- One row per document that a batch takes back.
create table int_withdrawal (position integer, fact fact, source_no smallint, document_key ubigint, document varchar);

-- Two rows per pair of documents of two sources that are one, once from each side.
create table int_same_document (
  position integer, fact fact, source_no smallint, document_key ubigint, document varchar, detail bigint,
  other_source_no smallint, other_document_key ubigint, other_document varchar, other_detail bigint
);

-- See marts/mart_customer_month.sql.
create table mart_customer_month (
  customer_id bigint,
  period integer,
  revenue_minor bigint,
  cost_minor bigint,
  cost_unknown boolean,
  list_minor bigint,
  discount_minor bigint,
  above_list_minor bigint,
  units_micro bigint,
  returned_minor bigint,
  orders integer,
  payments_minor bigint,
  payments integer,
  shipped boolean,
  first_shipment_on date,
  last_shipment_on date,
  shipment_days integer
);

-- See marts/mart_customer_unvalued.sql.
create table mart_customer_unvalued (
  customer_id bigint, period integer, currency varchar, revenue_minor bigint, payments_minor bigint
);

-- One row per registered journal file of cost facts and of contracts.
create table cost_fact_file (kind varchar, position integer, source_no smallint, file varchar);

-- One row per kind of these facts: the files and the withdrawals that it was read with.
create table cost_fact_read (kind varchar, read_with varchar);

-- One row per cost of a pool in a month that holds. Null stands for the company's own currency here too.
create table cost (source_no smallint, period integer, pool varchar, amount_minor bigint, paid_minutes_micro bigint, other_currency varchar);

-- One row per cost spent for one customer that holds.
create table direct_cost (
  position integer, code_no integer, happened_on date, document_number varchar, name varchar, amount_minor bigint, other_currency varchar
);

-- The costs above in the company's currency where their day has a rate; a month's is that of its last day. Each is rounded by itself.
create view valued_cost as
select cost.source_no, cost.period, cost.pool, coalesce(valued_minor(cost.amount_minor, numerator, denominator), cost.amount_minor) as amount_minor,
  cost.paid_minutes_micro, if(numerator is null, cost.other_currency, null) as other_currency
from cost
left join day_rate on day_rate.currency = cost.other_currency and day_rate.happened_on = last_day(make_date(cost.period // 12, cost.period % 12 + 1, 1));

create view valued_direct_cost as
select cost.position, cost.code_no, cost.happened_on, cost.document_number, cost.name,
  coalesce(valued_minor(cost.amount_minor, numerator, denominator), cost.amount_minor) as amount_minor,
  if(numerator is null, cost.other_currency, null) as other_currency
from direct_cost as cost
left join day_rate on day_rate.currency = cost.other_currency and day_rate.happened_on = cost.happened_on;

-- One row per work done for a customer that holds.
create table service_event (
  position integer, code_no integer, happened_on date, event varchar, count bigint, minutes_micro bigint, person varchar, document_number varchar
);

-- One row per term of a contract that holds in its source, with its first and last day.
create table contract_term (
  position integer, code_no integer, contract_number varchar, valid_from date, valid_until date, terminated_on date, amount_minor bigint, other_currency varchar
);

-- The terms above in the company's currency at the rate of their first day; without a rate what they bring is not known.
create view valued_contract_term as
select term.position, term.code_no, term.contract_number, term.valid_from, term.valid_until, term.terminated_on,
  if(term.other_currency is null, term.amount_minor, valued_minor(term.amount_minor, numerator, denominator)) as amount_minor
from contract_term as term
left join day_rate on day_rate.currency = term.other_currency and day_rate.happened_on = term.valid_from;

-- The model of costs that the tables below were made with, as text; one row, or none before the first.
create table costed_with (model varchar);

-- First months whose facts changed since the tables below were made; nothing where they are up to date.
create table cost_pending (first_period integer);

-- One row per activity of the model.
create table cost_activity (activity_no smallint, name varchar, pool varchar, event varchar, equation varchar);

-- One row per customer: what the records say of it. Empty where no equation asks for it.
create table customer_said (customer_id bigint, region varchar, industry varchar, company_group varchar);

-- One row per pool and month with a cost: what of it customers caused, what nobody used, what follows nobody.
create table mart_pool_month (
  period integer,
  pool varchar,
  spread varchar,
  cost_minor bigint,
  -- Null where nobody knows the practical capacity: the whole cost is then shared by minutes.
  capacity_micro bigint,
  used_micro bigint,
  customers_minor bigint,
  unused_minor bigint,
  not_allocated_minor bigint
);

-- One row per customer, month and activity: events, minutes, and their part of the pool's cost.
create table mart_customer_activity (
  customer_id bigint, period integer, activity_no smallint, events bigint, minutes_micro bigint, cost_minor bigint
);

-- One row per customer, month and name of a cost spent for it.
create table mart_customer_direct (customer_id bigint, period integer, name varchar, cost_minor bigint);

-- One row per customer and month in which it owed: days of the month that facts tell of, minor units times days, and the imputed interest.
create table mart_customer_credit (customer_id bigint, period integer, days integer, minor_days hugeint, cost_minor bigint);

-- What the facts and the costs were measured from, and found to agree with the journal: where it would be another basis now, they are behind.
create table agrees_with (part varchar primary key, basis varchar);
