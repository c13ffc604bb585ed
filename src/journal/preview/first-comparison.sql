-- One row per document of the staged file, of a source that said nothing before: all of them are new.
create or replace temp table comparison as
select document, 'new' as outcome from (select distinct document from entry where held is null and not draft)
