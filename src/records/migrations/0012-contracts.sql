-- Files may hold contracts, a row for each term; a run says what those that are open are worth.
alter table source drop constraint source_kind_check;
alter table source add constraint source_kind_check check (kind in ('sales', 'payments', 'rates', 'costs', 'direct_costs', 'events', 'prices', 'contracts'));
alter table batch drop constraint batch_kind_check;
alter table batch add constraint batch_kind_check check (kind in ('sales', 'payments', 'rates', 'costs', 'direct_costs', 'events', 'prices', 'contracts'));

-- One row per contract of the current run, as it stands at its as-of date. Amounts are minor units of the company's currency.
create table contract (
  customer_id bigint not null,
  run_id bigint not null,
  contract_number text not null,
  -- The latest term: its first day, its last, and the number of renewals before it.
  term_from date not null,
  term_until date not null,
  renewals integer not null,
  -- The day by which the next renewal is due, and its chance; null of contracts that are lost.
  renews_on date,
  renewal_chance double precision,
  lost_on date,
  -- Of the latest term, as the file says, and what of it is earned; null where not known.
  amount_minor bigint,
  term_profit_minor bigint not null,
  value_minor bigint not null,
  value_low_minor bigint,
  value_high_minor bigint,
  check ((renews_on is null) = (lost_on is not null))
);
create index contract_customer on contract (customer_id);
alter table contract enable row level security;
-- Published by COPY, as scorecards are: the owner of the table is not bound.
create policy seen on contract for select using ((select sees_everything()) or sees_customer(customer_id));
create policy written on contract for all using ((select sees_everything())) with check ((select sees_everything()));
