-- What is left of a customer after serving it, and whether it takes much attention for little money.
alter table scorecard add column net_profit_minor bigint;
alter table scorecard add column difficult boolean not null default false;
