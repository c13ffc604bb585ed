-- The rules of a company: each set of rules (classes, costs, currency) in versions of its own, never overwritten. One sequence numbers
-- the versions of all sets, so that a run states with one number which version of each set it used: the last one up to that number.
create sequence rule_version;
create table rule (
  version bigint not null default nextval('rule_version'),
  name text not null,
  -- What was chosen; null where the defaults hold again.
  value jsonb,
  created_by text,
  created_at timestamptz not null default now(),
  primary key (name, version)
);
alter sequence rule_version owned by rule.version;

insert into rule (version, name, value, created_by, created_at)
select version, name, value, created_by, created_at
from (
  select setting.version, part.name, part.value, setting.created_by, setting.created_at,
    lag(part.value) over (partition by part.name order by setting.version) as before
  from setting
  cross join lateral (values
    ('classes', setting.value -> 'valuation'),
    ('costs', setting.value -> 'costing'),
    ('currency', case when setting.value ? 'currency' then
      jsonb_build_object('currency', setting.value -> 'currency', 'named', coalesce(setting.value -> 'currencyNamed', 'false')) end)
  ) as part(name, value)
) as changes
where value is distinct from before;
select setval('rule_version', (select max(version) from setting)) where exists (select from setting);

alter table valuation_run drop constraint valuation_run_settings_version_fkey;
alter table valuation_run rename column settings_version to rules_version;
drop table setting;

-- Saving rules is one kind of work, whichever set they are of.
update job set kind = 'rules', input = jsonb_build_object('rules', 'classes', 'asked', input) where kind = 'settings';
update job set kind = 'rules', input = jsonb_build_object('rules', 'costs', 'asked', input -> 'models') where kind = 'costs';
update job set kind = 'rules', input = jsonb_build_object('rules', 'currency', 'asked', input -> 'currency') where kind = 'currency';

alter table rule enable row level security;
alter table rule force row level security;
create policy written on rule for all using ((select sees_everything())) with check ((select sees_everything()));
create policy known on rule for select using (acting_user() is not null);
