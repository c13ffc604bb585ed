/** Measures again the months of changed_month, whole, and the customers of changed_customer in all their other months. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { insertModel } from './sql-files.ts';

/** How many months, and how many customers, were measured again. */
export async function measure(connection: DuckDBConnection): Promise<{ months: number; customers: number }> {
  await connection.run(`
    create or replace temp table wanted_day as
    select unnest(range(make_date(period // 12, period % 12 + 1, 1)::timestamp,
      make_date(period // 12, period % 12 + 1, 1)::timestamp + interval 1 month, interval 1 day))::date as happened_on, period
    from (select distinct period from changed_month);
    create or replace temp table wanted_code as select code_no, customer_id from code where customer_id is not null;
    delete from mart_customer_month where period in (select period from changed_month);
    delete from mart_customer_unvalued where period in (select period from changed_month)`);
  const counts = await connection.runAndReadAll(`
    select (select count(distinct period) from changed_month), (select count(distinct customer_id) from changed_customer)`);
  const [months, customers] = counts.getRows()[0]!.map(Number) as [number, number];
  await connection.run(`
    truncate last_measured_month;
    insert into last_measured_month select distinct period from changed_month;
    insert into last_measured_month select distinct period from mart_customer_month
    where customer_id in (select customer_id from changed_customer) and period not in (select period from changed_month)`);
  if (months > 0) await insertMarts(connection);
  if (customers > 0) {
    await connection.run(`
      delete from mart_customer_month where customer_id in (select customer_id from changed_customer)
        and period not in (select period from changed_month);
      delete from mart_customer_unvalued where customer_id in (select customer_id from changed_customer)
        and period not in (select period from changed_month);
      create or replace temp table wanted_day as
      select distinct happened_on, year(happened_on) * 12 + month(happened_on) - 1 as period
      from int_document where year(happened_on) * 12 + month(happened_on) - 1 not in (select period from changed_month);
      delete from wanted_code where customer_id not in (select customer_id from changed_customer)`);
    await insertMarts(connection);
    await connection.run(`
      insert into last_measured_month select distinct period from mart_customer_month
      where customer_id in (select customer_id from changed_customer) and period not in (select period from last_measured_month)`);
  }
  return { months, customers };
}

async function insertMarts(connection: DuckDBConnection): Promise<void> {
  await insertModel(connection, 'mart_customer_month');
  await insertModel(connection, 'mart_customer_unvalued');
}
