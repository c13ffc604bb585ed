-- The records: customers, people, owners, sources, batches, settings, runs, scorecards, events.
-- Row-level security holds from the start: what the acting user (clientele.user_id) may not see does not exist for him.

create table person (
  id bigint generated always as identity primary key,
  name text not null,
  -- Lower-case letters and digits only: "Егорова М.А." and "егорова  м. а." are one person.
  name_key text not null unique,
  user_id text unique,
  created_at timestamptz not null default now()
);

create table source (
  id bigint generated always as identity primary key,
  -- Sales and payments of one system may share its name; the customer's codes then mean the same in both.
  name text not null,
  kind text not null check (kind in ('sales', 'payments')),
  -- The headings by which a file is known to come from here.
  heading_key text not null,
  mapping jsonb,
  created_at timestamptz not null default now(),
  unique (name, kind)
);
create index source_heading on source (kind, heading_key);

-- One import: from the upload to its commit or its undoing. A committed batch is what the journal consists of.
create table batch (
  id bigint generated always as identity primary key,
  source_id bigint references source (id),
  kind text check (kind in ('sales', 'payments')),
  file_name text not null,
  file_sha256 text,
  state text not null check (state in ('reading', 'previewed', 'committing', 'committed', 'undone', 'failed', 'cancelled')),
  -- The order in which batches count; null until committed. A later one replaces the documents of an earlier one whole.
  position bigint unique,
  -- What was recognised and what the preview found, as data (see server/schemas and flow/1-import).
  recognition jsonb,
  preview jsonb,
  failure jsonb,
  -- What was committed.
  documents bigint,
  lines bigint,
  customers bigint,
  totals jsonb,
  first_date date,
  last_date date,
  journal_files jsonb,
  created_by text,
  created_at timestamptz not null default now(),
  committed_at timestamptz,
  undone_at timestamptz,
  undone_by text
);
create index batch_state on batch (state);

-- created_by_batch is not declared a reference here and below: batches are never deleted, and a check per row would cost a
-- large import seconds.
create table customer (
  id bigint generated always as identity primary key,
  name text not null,
  tax_id text not null default '',
  branch_id text not null default '',
  region text not null default '',
  created_by_batch bigint,
  created_at timestamptz not null default now()
);
create index customer_tax_id on customer (tax_id, branch_id) where tax_id <> '';

-- Which customer a source's own code means. Facts carry the code; merging and un-merging only changes this.
create table customer_code (
  source_id bigint not null references source (id),
  code text not null,
  customer_id bigint not null references customer (id),
  name text not null,
  -- The name with its spelling evened out (core/identify/normal-name): equal for "Ромашка ООО" and «ООО "Ромашка"».
  name_key text not null,
  created_by_batch bigint,
  primary key (source_id, code)
);
create index customer_code_code on customer_code (code);
create index customer_code_name on customer_code (name_key);
create index customer_code_customer on customer_code (customer_id);

-- What each import said about each customer code, so that taking an import back leaves what the others say, whatever the order.
create table batch_code (
  batch_id bigint not null references batch (id),
  code text not null,
  name text not null,
  name_key text not null,
  tax_id text not null,
  branch_id text not null,
  region text not null,
  -- Of the latest document that names one; '' and null where none does.
  manager_key text not null,
  manager_since date,
  primary key (batch_id, code)
);

-- Who is responsible for a customer, dated, never overwritten.
create table ownership (
  id bigint generated always as identity primary key,
  customer_id bigint not null references customer (id),
  person_id bigint not null references person (id),
  from_date date not null,
  to_date date,
  reason text not null,
  created_by_batch bigint
);
create index ownership_customer on ownership (customer_id);
create unique index ownership_current on ownership (customer_id) where to_date is null;

create table setting (
  version bigint generated always as identity primary key,
  value jsonb not null,
  created_by text,
  created_at timestamptz not null default now()
);

create table valuation_run (
  id bigint generated always as identity primary key,
  as_of date not null,
  reference_month date not null,
  settings_version bigint not null references setting (version),
  journal_position bigint not null,
  program_version text not null,
  seed bigint not null,
  customers bigint not null,
  -- The history of classes by month end, Parquet, relative to the data folder.
  history_file text,
  summary jsonb not null,
  created_by text,
  created_at timestamptz not null default now()
);

-- The run whose scorecards everybody reads: one row at most.
create table current_run (
  only_one boolean primary key default true check (only_one),
  run_id bigint not null references valuation_run (id)
);

-- One row per customer of the current run. Amounts are over the tier window, integer minor units of the company's currency.
create table scorecard (
  -- Published whole, for customers that are there: checked by whoever publishes, not row by row.
  customer_id bigint primary key,
  run_id bigint not null,
  activity text not null,
  lifecycle text not null,
  tier text not null,
  late boolean not null,
  revenue_minor bigint not null,
  gross_margin_minor bigint,
  payments_minor bigint not null,
  orders integer not null,
  units_micro numeric not null,
  first_shipment_on date,
  last_shipment_on date,
  days_since_last_shipment integer,
  -- Revenue over the twelve months that end with the reference month, and its change against the twelve before, per mille.
  revenue_year_minor bigint not null,
  revenue_trend_permille integer,
  margin_rate_permille integer,
  margin_rate_trend_permille integer,
  discount_rate_permille integer,
  discount_rate_trend_permille integer,
  -- Amounts in currencies without a rate: kept and shown, not added up.
  unvalued jsonb,
  reason jsonb not null
);

-- Who did what, when, and what was before.
create table event (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  actor text,
  verb text not null,
  subject text not null,
  subject_id text not null,
  before jsonb,
  after jsonb
);
create index event_subject on event (subject, subject_id);

-- Long work: durable, with progress. pg-boss hands it out; this is what people see of it.
create table job (
  id uuid primary key,
  kind text not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  input jsonb not null,
  progress jsonb,
  result jsonb,
  failure jsonb,
  created_by text,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);

create table app_user (
  id text primary key,
  role text not null check (role in ('owner', 'director', 'manager'))
);

-- What the acting user may see. 'system' is the program itself (imports, valuation, the command line over a data folder).
create function acting_user() returns text language sql stable as
  $$ select nullif(current_setting('clientele.user_id', true), '') $$;
create function sees_everything() returns boolean language sql stable security definer set search_path = public as
  $$ select acting_user() = 'system' or exists (select 1 from app_user where id = acting_user() and role in ('owner', 'director')) $$;
create function sees_customer(customer bigint) returns boolean language sql stable security definer set search_path = public as
  $$ select sees_everything() or exists (
       select 1 from ownership o join person p on p.id = o.person_id
       where o.customer_id = customer and o.to_date is null and p.user_id = acting_user()) $$;

do $$
declare t text;
begin
  foreach t in array array['customer', 'customer_code', 'ownership', 'scorecard'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy seen on %I for select using ((select sees_everything()) or sees_customer(%s))', t,
      case t when 'customer' then 'id' else 'customer_id' end);
    execute format('create policy written on %I for all using ((select sees_everything())) with check ((select sees_everything()))', t);
  end loop;
  foreach t in array array['batch', 'batch_code', 'source', 'event', 'job', 'setting', 'valuation_run', 'current_run', 'person', 'app_user'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy written on %I for all using ((select sees_everything())) with check ((select sees_everything()))', t);
  end loop;
end $$;
create policy known on person for select using (acting_user() is not null);
create policy known on valuation_run for select using (acting_user() is not null);
create policy known on current_run for select using (acting_user() is not null);
create policy known on setting for select using (acting_user() is not null);
create policy own on app_user for select using (id = acting_user());

-- What sees_everything() and sees_customer() read themselves. They run as the owner of the tables; where that is an ordinary role
-- (DATABASE_URL) and bound too, each would ask itself without end. The acting role is never the owner: it stays bound.
alter table app_user no force row level security;
alter table person no force row level security;
alter table ownership no force row level security;
-- Runs are published by COPY, which row-level security does not let through.
alter table scorecard no force row level security;
