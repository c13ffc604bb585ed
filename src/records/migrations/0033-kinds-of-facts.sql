-- The kinds of facts are listed once, in src/facts/kinds.ts, and the API and the importer let no other word through. A list here as well made
-- each new kind a migration.
alter table source drop constraint source_kind_check;
alter table batch drop constraint batch_kind_check;
