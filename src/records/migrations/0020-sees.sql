-- Who sees which customer, as rows: the policies ask one index instead of calling a function for every row. Those who see everybody have
-- none. Kept up to date by the statements that change owners or link persons with users; `clientele check` proves that it is so.
create table sees (
  user_id text not null,
  customer_id bigint not null,
  primary key (user_id, customer_id)
);
create index sees_customer on sees (customer_id);
alter table sees enable row level security;
create policy own on sees for select using (user_id = (select acting_user()) or (select sees_everything()));

-- The owner of the tables writes it, whoever changes owners; it is bound by no policy (sees is not forced).
create function see_as_owned() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if not exists (select from person where user_id is not null) then return null; end if;
  if tg_op <> 'INSERT' then
    delete from sees using before where sees.customer_id = before.customer_id;
  end if;
  if tg_op <> 'DELETE' then
    insert into sees (user_id, customer_id)
    select p.user_id, o.customer_id
    from after join ownership o on o.customer_id = after.customer_id and o.to_date is null
    join person p on p.id = o.person_id
    where p.user_id is not null
    on conflict do nothing;
  else
    insert into sees (user_id, customer_id)
    select p.user_id, o.customer_id
    from before join ownership o on o.customer_id = before.customer_id and o.to_date is null
    join person p on p.id = o.person_id
    where p.user_id is not null
    on conflict do nothing;
  end if;
  return null;
end $$;
create trigger sees_inserted after insert on ownership referencing new table as after for each statement execute function see_as_owned();
create trigger sees_updated after update on ownership referencing old table as before new table as after for each statement execute function see_as_owned();
create trigger sees_deleted after delete on ownership referencing old table as before for each statement execute function see_as_owned();

-- A person becomes a user, or ceases to be one.
create function see_as_person() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if tg_op <> 'INSERT' and old.user_id is not null then
    delete from sees where user_id = old.user_id;
  end if;
  if tg_op <> 'DELETE' and new.user_id is not null then
    insert into sees (user_id, customer_id)
    select new.user_id, o.customer_id from ownership o where o.person_id = new.id and o.to_date is null
    on conflict do nothing;
  end if;
  return null;
end $$;
create trigger sees_of_person after insert or update of user_id or delete on person for each row execute function see_as_person();
create index ownership_of_person on ownership (person_id) where to_date is null;

insert into sees (user_id, customer_id)
select p.user_id, o.customer_id from ownership o join person p on p.id = o.person_id
where o.to_date is null and p.user_id is not null
on conflict do nothing;

do $$
declare t text;
begin
  foreach t in array array['customer', 'customer_code', 'ownership', 'scorecard', 'customer_potential', 'contract'] loop
    execute format('drop policy seen on %I', t);
    execute format('create policy seen on %I for select using ((select sees_everything()) or exists (
      select from sees where sees.user_id = (select acting_user()) and sees.customer_id = %I.%s))', t,
      t, case t when 'customer' then 'id' else 'customer_id' end);
  end loop;
end $$;
drop function sees_customer(bigint);
