-- Which group of companies a customer belongs to, and its industry: said by files, as its region is.
alter table customer add column company_group text not null default '';
alter table customer add column industry text not null default '';
alter table batch_code add column company_group text not null default '';
alter table batch_code add column industry text not null default '';
