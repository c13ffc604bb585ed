-- What a customer could be worth: what people say of its need and size, and what follows from it.

-- The last word on each customer; who said what before stands in the events. Taken back, the row stays without its figures.
create table customer_potential (
  customer_id bigint primary key references customer (id) on delete cascade,
  -- Employees, outlets, beds: one meaning per company.
  size bigint check (size > 0),
  -- A year, at net prices, in the company's currency.
  yearly_need_minor bigint check (yearly_need_minor > 0),
  reason text not null default '',
  said_by text not null,
  said_at timestamptz not null default now()
);
alter table customer_potential enable row level security;
alter table customer_potential force row level security;
create policy seen on customer_potential for select using ((select sees_everything()) or sees_customer(customer_id));
create policy written on customer_potential for all using ((select sees_everything())) with check ((select sees_everything()));

alter table scorecard add column strategic_value_minor bigint;
alter table scorecard add column strategic_tier text;
alter table scorecard add column share_of_wallet_permille integer;
