-- Files may hold costs of pools by month, costs that customers caused, and events of service.
alter table source drop constraint source_kind_check;
alter table source add constraint source_kind_check check (kind in ('sales', 'payments', 'rates', 'costs', 'direct_costs', 'events'));
alter table batch drop constraint batch_kind_check;
alter table batch add constraint batch_kind_check check (kind in ('sales', 'payments', 'rates', 'costs', 'direct_costs', 'events'));
