-- Work to be done goes in lanes, each in the order in which it was asked for; the program hands it out itself.
alter table job add column lane text not null default 'books' check (lane in ('books', 'post', 'clock'));
alter table job alter column lane drop default;
alter table job add column position bigint not null generated always as identity;
-- Not before then.
alter table job add column run_at timestamptz not null default now();
-- How often it was begun: work that ends the program every time is given up.
alter table job add column attempts integer not null default 0;
create index job_waiting on job (lane, run_at, position) where state = 'waiting';
-- The queue that handed jobs out before.
drop schema if exists pgboss cascade;
