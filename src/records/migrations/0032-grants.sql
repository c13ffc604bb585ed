-- From here on each migration grants what its own tables need, by one of these. Before, every migration granted everything on all tables,
-- and no table could be kept from being changed.

-- What people decide: one current row, changed with an event.
create function grant_record(name regclass) returns void language plpgsql as $$
begin execute format('grant select, insert, update, delete on %s to clientele_member', name); end $$;
-- What was done or promised: never changed, never deleted.
create function grant_ledger(name regclass) returns void language plpgsql as $$
begin
  execute format('revoke all on %s from clientele_member', name);
  execute format('grant select, insert on %s to clientele_member', name);
end $$;
-- What a step calculates: replaced whole, and analysed by whoever fills it.
create function grant_published(name regclass) returns void language plpgsql as $$
begin execute format('grant select, insert, update, delete, maintain on %s to clientele_member', name); end $$;

select grant_ledger('event');
