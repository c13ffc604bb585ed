/**
 * The rates of exchange that amounts in other currencies are valued at, each at the rate of its day (docs/methods/currencies.md).
 * When rates come, change or go, the months are measured again whose documents and costs they value; where there are none, this costs nothing.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { minorDigits } from '../core/minor-digits.ts';
import type { RegisteredEntry } from '../facts/journal-files.ts';
import { makeTemporary, makeView, quoted, sqlText } from './sql-files.ts';

/** Adds to changed_month, by which costs are reckoned anew too. Needs documents and costs to be what they are going to be. */
export async function applyRates(connection: DuckDBConnection, input: { batches: RegisteredEntry[]; currency: string }): Promise<void> {
  await readRates(connection, input);
  const counts = await connection.runAndReadAll('select (select count(*) from rate), (select count(*) from day_rate)');
  const [rates, daysBefore] = counts.getRows()[0] as [bigint, bigint];
  if (rates === 0n && daysBefore === 0n) return;
  await makeTemporary(connection, { model: 'int_day_rate', table: 'day_rate_now' });
  await connection.run(`
    insert into changed_month
    select distinct year(happened_on) * 12 + month(happened_on) - 1
    from day_rate_now as is_now full join day_rate as was using (currency, happened_on)
    where is_now.numerator is distinct from was.numerator or is_now.denominator is distinct from was.denominator;
    truncate day_rate;
    insert into day_rate by name select * from day_rate_now;
    drop table day_rate_now`);
  await chooseDocuments(connection, daysBefore > 0n);
}

/** Who has no amounts to be valued does not pay for a join with rates. */
async function chooseDocuments(connection: DuckDBConnection, hadRates: boolean): Promise<void> {
  const days = await connection.runAndReadAll('select count(*) from day_rate');
  const hasRates = days.getRows()[0]![0] !== 0n;
  if (hasRates === hadRates) return;
  await connection.run(
    `create or replace view valued_document as ${hasRates ? sqlText('int_valued_document') : 'select * from int_document'}`,
  );
}

/** Of several rates of a day the latest batch's holds. Files that were read before are not read again. */
async function readRates(
  connection: DuckDBConnection,
  { batches, currency }: { batches: RegisteredEntry[]; currency: string },
): Promise<void> {
  const files = batches
    .flatMap(({ position, files: { exchange_rate: file } }) => (file === undefined ? [] : [{ position, file }]))
    .toSorted((a, b) => a.position - b.position);
  const known = await connection.runAndReadAll('select position, file, company_currency from rate_file order by position');
  const isKnown = JSON.stringify(known.getRows()) === JSON.stringify(files.map(({ position, file }) => [position, file, currency]));
  if (isKnown) return;
  await connection.run('truncate rate_file; truncate rate');
  if (files.length === 0) return;
  await connection.run(
    `insert into rate_file values ${files.map(({ position, file }) => `(${position}, ${quoted(file)}, ${quoted(currency)})`).join(', ')}`,
  );
  await stageRates(connection);
  await connection.run(`
    insert into rate
    select currency, rated_on, stands, arg_max(numerator, position), arg_max(denominator, position)
    from stg_exchange_rate group by currency, rated_on, stands`);
}

/** Makes stg_exchange_rate of the files in rate_file, for the currency that company_currency says; false where there are none. */
export async function stageRates(connection: DuckDBConnection): Promise<boolean> {
  const found = await connection.runAndReadAll(`select position, file, getvariable('company_currency') from rate_file order by position`);
  const files = found.getRows() as [number, string, string][];
  if (files.length === 0) return false;
  await connection.run(`
    set variable exchange_rate_files = [${files.map(([, file]) => quoted(file)).join(', ')}];
    create or replace temp table reading_exchange_rate as
    select * from (values ${files.map(([position], i) => `(${i}, ${position})`).join(', ')}) as reading(file_index, position)`);
  const named = await connection.runAndReadAll(`select distinct currency from read_parquet(getvariable('exchange_rate_files'))`);
  const currencies = new Set([files[0]![2], ...named.getRows().map(([currency]) => currency as string)]);
  const digits = [...currencies].map((currency) => `(${quoted(currency)}, ${minorDigits(currency)})`);
  await connection.run(
    `create or replace temp table minor_digit as select * from (values ${digits.join(', ')}) as digit(currency, digits)`,
  );
  await makeView(connection, 'stg_exchange_rate');
  return true;
}
