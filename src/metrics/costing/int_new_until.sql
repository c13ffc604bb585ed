-- One row per customer that was ever shipped to: the first day on which it is new no more.
select customer_id, min(first_shipment_on) + to_months(getvariable('costing_new_months')) as new_until
from mart_customer_month
where shipped
group by customer_id
