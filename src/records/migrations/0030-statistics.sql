-- An import fills these tables and joins them in the same transaction, long before autovacuum looks at them. Without statistics the
-- planner expects a handful of rows and reads the tables over and over, for minutes. So whoever fills them has them analysed.
grant maintain on customer, customer_code, batch_code, person, ownership, scorecard, contract to clientele_member;
