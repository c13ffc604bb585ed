-- Three roles. The user who connects owns the tables and migrates them. A person's transactions take clientele_member: they read, by
-- row-level security, and write only what is granted here. The program's take clientele_program, which may do all that as well, and
-- write the rest. Roles belong to the whole server: another company's Clientele may have made this one.
do $$ begin
  if not exists (select from pg_roles where rolname = 'clientele_program') then create role clientele_program nologin; end if;
exception when duplicate_object then null; end $$;
-- Whether these were possible is checked after the migrations, in words (migrate.ts).
do $$ begin grant clientele_member to clientele_program; exception when others then null; end $$;
do $$ begin execute format('grant clientele_program to %I', current_user); exception when others then null; end $$;

-- What both could write, the program alone can now.
do $$
declare t regclass; what text; part name;
begin
  for t in select oid::regclass from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> 'migration' loop
    foreach what in array array['insert', 'update', 'delete', 'maintain'] loop
      if has_table_privilege('clientele_member', t, what) then execute format('grant %s on %s to clientele_program', what, t); end if;
    end loop;
    -- Where only some columns may be updated.
    for part in select attname from pg_attribute where attrelid = t and attnum > 0 and not attisdropped loop
      if has_column_privilege('clientele_member', t, part, 'update') then execute format('grant update (%I) on %s to clientele_program', part, t); end if;
    end loop;
    execute format('revoke insert, update, delete, maintain on %s from clientele_member', t);
  end loop;
end $$;
grant usage on schema public to clientele_program;
grant usage on all sequences in schema public to clientele_program;

-- What a person's own request writes: the work that it asks for, the state of the import that it moves, what it states of a customer,
-- and that it did so. A waiting job is locked to see that it has not begun, and that needs the right to update one of its columns.
grant insert, update (state) on job to clientele_member;
grant insert on event to clientele_member;
grant insert, update on customer_potential to clientele_member;
grant update (state) on batch to clientele_member;

-- From here on these grant persons to read, and the program to write.
create or replace function grant_record(name regclass) returns void language plpgsql as $$
begin
  execute format('grant select on %s to clientele_member', name);
  execute format('grant insert, update, delete on %s to clientele_program', name);
end $$;
create or replace function grant_ledger(name regclass) returns void language plpgsql as $$
begin
  execute format('revoke all on %s from clientele_member, clientele_program', name);
  execute format('grant select on %s to clientele_member', name);
  execute format('grant insert on %s to clientele_program', name);
end $$;
create or replace function grant_published(name regclass) returns void language plpgsql as $$
begin
  execute format('grant select on %s to clientele_member', name);
  execute format('grant insert, update, delete, maintain on %s to clientele_program', name);
end $$;

-- The acting user of the program is not enough: in a person's role nobody is the program.
create or replace function sees_everything() returns boolean language sql stable security definer set search_path = public as
  $$ select (acting_user() = 'system' and current_setting('role') <> 'clientele_member')
       or exists (select 1 from app_user where id = acting_user() and role in ('owner', 'director')) $$;
