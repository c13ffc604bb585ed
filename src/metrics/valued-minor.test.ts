/** An amount at a rate: whole minor units, half away from zero, whatever the number of decimals and however large. */
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { sqlText } from './sql-files.ts';

test.each([
  ['a hundred dollars at 80.1234', 10_000n, 80_123_400n, 1_000_000n, 801_234n],
  ['half a kopeck is one', 1n, 500_000n, 1_000_000n, 1n],
  ['half a kopeck given back is one given back', -1n, 500_000n, 1_000_000n, -1n],
  ['a little less than half is nothing', 1n, 499_999n, 1_000_000n, 0n],
  ['a return is worth what the sale was', -10_000n, 80_123_400n, 1_000_000n, -801_234n],
  ['10,000 yen at 54.5455 for a hundred', 10_000n, 5_454_550_000n, 100_000_000n, 545_455n],
  ['nothing is nothing', 0n, 80_123_400n, 1_000_000n, 0n],
  ['ninety trillion cents', 9_000_000_000_000_000n, 80_123_400n, 1_000_000n, 721_110_600_000_000_000n],
])('%s', async (_, amount, numerator, denominator, valued) => {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(sqlText('tables'));
  const found = await connection.runAndReadAll(`select valued_minor(${amount}::bigint, ${numerator}::hugeint, ${denominator}::hugeint)`);
  expect(found.getRows()[0]![0]).toBe(valued);
  connection.closeSync();
  instance.closeSync();
});
