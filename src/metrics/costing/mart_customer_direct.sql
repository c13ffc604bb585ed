-- One row per customer, month and name of a cost that was spent for it.
select code.customer_id, year(cost.happened_on) * 12 + month(cost.happened_on) - 1 as period, cost.name, sum(cost.amount_minor)::bigint as cost_minor
from valued_direct_cost as cost
join code on code.code_no = cost.code_no
where cost.other_currency is null and code.customer_id is not null
group by all
