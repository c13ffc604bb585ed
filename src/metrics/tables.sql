-- Everything that metrics.duckdb keeps. It is disposable: when this file or a model changes, the whole is made again.

create type fact as enum ('sale_line', 'payment');

-- One row: what the tables were made with.
create table made_with (fingerprint varchar, company_currency varchar);

-- One row per calendar month that the last rebuild measured again.
create table last_measured_month (period integer);

-- One row per source of files; the number stands for its id in the tables below.
create table source (source_no smallint, source_id varchar);

-- One row per applied batch of the journal.
create table batch (
  position integer, batch_id varchar, source_no smallint, sale_line_file varchar, payment_file varchar, withdrawal_file varchar
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
  -- Null stands for the company's own currency, which is nearly all of them.
  other_currency varchar,
  amount_minor bigint,
  cost_minor bigint,
  cost_unknown boolean,
  list_minor bigint,
  discount_minor bigint,
  units_micro bigint,
  lines integer,
  -- 1 where the row counts as an order (or a payment), so that a document over two days or currencies counts once.
  counted tinyint,
  -- Whether this version is the one that holds: no later batch has, or takes back, the document.
  wins boolean
);

-- One row per document that a batch takes back.
create table int_withdrawal (position integer, fact fact, source_no smallint, document_key ubigint, document varchar);

-- See marts/mart_customer_month.sql.
create table mart_customer_month (
  customer_id bigint,
  period integer,
  revenue_minor bigint,
  cost_minor bigint,
  cost_unknown boolean,
  list_minor bigint,
  discount_minor bigint,
  units_micro bigint,
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
