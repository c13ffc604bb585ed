-- What is published of the current run, stage by stage, each with what it was calculated from. A stage that is not here is still to be calculated.
create table run_stage (
  stage text primary key check (stage in ('classes', 'profit', 'history', 'forecast', 'potential', 'reasons')),
  run_id bigint not null references valuation_run (id),
  -- A hash of everything that the stage follows from: where it would be another one now, the stage is behind.
  basis text not null,
  -- Parquet, relative to the data folder: the reasons of the stage; and the figures that a later stage needs of it.
  file text,
  figures_file text,
  published_at timestamptz not null default now()
);
alter table run_stage enable row level security;
alter table run_stage force row level security;
create policy known on run_stage for select using (acting_user() is not null);
create policy written on run_stage for all using ((select sees_everything())) with check ((select sees_everything()));

select grant_published('run_stage');

-- The stages keep their own. A run from before this has no stages, and is made again at the next start.
alter table valuation_run drop column reasons_file;
