-- Files may hold exchange rates, beside sales and payments.
alter table source drop constraint source_kind_check;
alter table source add constraint source_kind_check check (kind in ('sales', 'payments', 'rates'));
alter table batch drop constraint batch_kind_check;
alter table batch add constraint batch_kind_check check (kind in ('sales', 'payments', 'rates'));
