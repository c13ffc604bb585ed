-- What a customer will be worth, as a range, and whether it is still a customer at all.
alter table scorecard add column alive_probability double precision;
alter table scorecard add column lifetime_value_minor bigint;
alter table scorecard add column lifetime_value_low_minor bigint;
alter table scorecard add column lifetime_value_high_minor bigint;
alter table scorecard add column next_shipment_on date;
