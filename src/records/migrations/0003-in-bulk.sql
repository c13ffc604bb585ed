-- An import registers hundreds of thousands of customers in one statement each. What a row refers to was then written by the
-- same transaction: it is said here, and proved over all rows by `clientele check` (records/customers/references.ts), not asked
-- row by row, which took longer than all the rest of registering.
alter table customer_code alter constraint customer_code_source_id_fkey not enforced;
alter table customer_code alter constraint customer_code_customer_id_fkey not enforced;
alter table batch_code alter constraint batch_code_batch_id_fkey not enforced;
alter table ownership alter constraint ownership_customer_id_fkey not enforced;
alter table ownership alter constraint ownership_person_id_fkey not enforced;

-- Used once an import, where reading the whole table is as quick.
drop index customer_code_code;
drop index customer_code_name;

-- The current owner has an index of its own: this one is for history only.
drop index ownership_customer;
create index ownership_former on ownership (customer_id) where to_date is not null;

-- Why each customer is what it is stands beside the run's history in a file: it is asked of one customer at a time, and writing it
-- into a table took most of publishing. A run from before this has none, and is made again at the next start.
alter table valuation_run add column reasons_file text;
alter table scorecard drop column reason;
