-- A run writes the scorecards and contracts that differ from the published ones. What differs for everybody in every run may not be in
-- the row: the run is in current_run, the days since the last shipment follow from its as-of date.
alter table scorecard drop column run_id;
alter table scorecard drop column days_since_last_shipment;
alter table contract drop column run_id;
