/**
 * The floor: DuckDB alone reads the CSV and sums by customer and month, `node bench/floor.ts LINES.csv [RUNS]`. Nothing that
 * reads the same file can be faster, so other benches are given as ratios to this one. Median of five unless stated otherwise.
 */
import { DuckDBInstance } from '@duckdb/node-api';
import { medianMilliseconds } from './median.ts';

const file = process.argv[2];
if (!file) throw new Error('usage: floor.ts LINES.csv [RUNS]');
const runs = Number(process.argv[3] ?? 5);
const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
const connection = await instance.connect();
const lines = `read_csv('${file}', header = true, columns = {'document': 'VARCHAR', 'line': 'INTEGER', 'date': 'DATE', 'customer': 'VARCHAR',
  'product': 'VARCHAR', 'quantity': 'DECIMAL(18,3)', 'list_price': 'DECIMAL(18,2)', 'discount': 'DECIMAL(18,2)',
  'net_amount': 'DECIMAL(18,2)', 'cost': 'DECIMAL(18,2)', 'manager': 'VARCHAR', 'kind': 'VARCHAR'})`;
const floor = await medianMilliseconds(runs, async () => {
  await connection.run(`
    create or replace temp table floor as
    select customer, year("date") * 12 + month("date") as month, sum(net_amount) as net, sum("cost") as cost_of_goods
    from ${lines} group by all`);
});
console.log(`floor: CSV to customer and month ${Math.round(floor)} ms`);
