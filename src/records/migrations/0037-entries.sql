-- The table batch was two things. An import is what a person does with a file: upload, mapping, preview, commit or cancel. An entry is what
-- the journal consists of, wherever it comes from. One sequence numbers both, and the entry of an import has its import's number: so the
-- numbers that people know, and the names of the journal's files, stay.
alter table batch rename to import;
alter sequence batch_id_seq rename to import_id_seq;
alter index batch_state rename to import_state;
alter table import rename constraint batch_pkey to import_pkey;
alter table import rename constraint batch_source_id_fkey to import_source_id_fkey;

create table entry (
  id bigint primary key default nextval('import_id_seq'),
  -- The order in which entries count. A later one replaces the documents of an earlier one whole.
  position bigint not null unique,
  kind text not null,
  -- A closing holds what a ledger of the program says; program: what a step of it calculated.
  origin text not null check (origin in ('import', 'closing', 'program')),
  source_id bigint not null references source (id),
  import_id bigint unique references import (id) on delete set null check (import_id = id),
  -- Of a closing: the ledger's numbers after the first, up to the last.
  ledger_from bigint,
  ledger_to bigint,
  documents bigint not null,
  lines bigint not null,
  customers bigint not null,
  totals jsonb not null,
  first_date date,
  last_date date,
  files jsonb not null,
  appended_at timestamptz not null default now(),
  undone_at timestamptz,
  undone_by text,
  check (import_id is null or origin = 'import'),
  check ((origin = 'closing') = (ledger_from is not null and ledger_to is not null)),
  check (ledger_from < ledger_to)
);
-- A ledger is closed once from each of its numbers.
create unique index entry_closing on entry (kind, ledger_from) where origin = 'closing' and undone_at is null;

insert into entry (id, position, kind, origin, source_id, import_id, documents, lines, customers, totals, first_date, last_date, files,
  appended_at, undone_at, undone_by)
select id, position, kind, 'import', source_id, id, coalesce(documents, 0), coalesce(lines, 0), coalesce(customers, 0),
  coalesce(totals, '[]'), first_date, last_date, coalesce(journal_files, '{}'), coalesce(committed_at, created_at), undone_at, undone_by
from import where state in ('committed', 'undone');

update import set state = 'committed' where state = 'undone';
alter table import drop constraint batch_state_check;
alter table import add constraint import_state_check check (state in ('reading', 'previewed', 'committing', 'committed', 'failed', 'cancelled'));
alter table import
  drop column position, drop column documents, drop column lines, drop column customers, drop column totals, drop column first_date,
  drop column last_date, drop column journal_files, drop column committed_at, drop column undone_at, drop column undone_by;

-- What each entry said about each customer code.
alter table batch_code rename to entry_code;
alter table entry_code rename column batch_id to entry_id;
alter table entry_code rename constraint batch_code_pkey to entry_code_pkey;
alter table entry_code drop constraint batch_code_batch_id_fkey;
alter table entry_code add constraint entry_code_entry_id_fkey foreign key (entry_id) references entry (id) not enforced;
alter table customer rename column created_by_batch to created_by_entry;
alter table customer_code rename column created_by_batch to created_by_entry;
alter table ownership rename column created_by_batch to created_by_entry;

alter table entry enable row level security;
alter table entry force row level security;
create policy written on entry for all using ((select sees_everything())) with check ((select sees_everything()));
-- An entry is never edited and never deleted; undoing marks it.
grant select on entry to clientele_member;
grant insert, update (undone_at, undone_by) on entry to clientele_program;
