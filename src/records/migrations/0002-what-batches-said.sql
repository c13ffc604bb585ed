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

alter table batch_code enable row level security;
alter table batch_code force row level security;
create policy written on batch_code for all using ((select sees_everything())) with check ((select sees_everything()));

-- Imports from before this table: each is taken to have said what is known of its source now. None of it is lost by an undo
-- as long as another import of the source remains.
select set_config('clientele.user_id', 'system', true);
insert into batch_code (batch_id, code, name, name_key, tax_id, branch_id, region, manager_key, manager_since)
select b.id, k.code, k.name, k.name_key, c.tax_id, c.branch_id, c.region, coalesce(p.name_key, ''), o.from_date
from batch b
join customer_code k on k.source_id = b.source_id
join customer c on c.id = k.customer_id
left join ownership o on o.customer_id = c.id and o.to_date is null and o.created_by_batch is not null
left join person p on p.id = o.person_id
where b.state = 'committed';
