-- Files may hold price lists: what goods cost before any discount, from a day on.
alter table source drop constraint source_kind_check;
alter table source add constraint source_kind_check check (kind in ('sales', 'payments', 'rates', 'costs', 'direct_costs', 'events', 'prices'));
alter table batch drop constraint batch_kind_check;
alter table batch add constraint batch_kind_check check (kind in ('sales', 'payments', 'rates', 'costs', 'direct_costs', 'events', 'prices'));
