/** Codes of customers become their names: a person knows nobody by "id:7727351290". */
import type { DuckDBConnection } from '@duckdb/node-api';

/** Of customers that the source named before and that the file may not name. */
export type NamesOfCodes = (codes: string[]) => Promise<ReadonlyMap<string, string>>;

/** Puts names in the place of codes, in `rows` themselves. The file's own word comes first. */
export async function nameCustomers(connection: DuckDBConnection, rows: { customer: string }[], namesOf: NamesOfCodes): Promise<void> {
  const codes = [...new Set(rows.map(({ customer }) => customer))].filter((code) => code !== '');
  const inFile = await namesInFile(connection, codes);
  const others = codes.filter((code) => !inFile.has(code));
  const before = others.length === 0 ? new Map<string, string>() : await namesOf(others);
  for (const row of rows) row.customer = inFile.get(row.customer) ?? before.get(row.customer) ?? row.customer.replace(/^[a-z]+:/, '');
}

async function namesInFile(connection: DuckDBConnection, codes: string[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  if (codes.length === 0) return names;
  const [bulk] = (await connection.runAndReadAll(`select count(*) from duckdb_tables() where table_name = 'bulk_key'`)).getRows();
  const keys = Number(bulk![0]) > 0 ? 'bulk_key' : 'customer_key';
  const list = codes.map((code) => `'${code.replaceAll("'", "''")}'`).join(', ');
  const reader = await connection.runAndReadAll(
    `select code, first(name) from ${keys} where name <> '' and code in (${list}) group by code`,
  );
  for (const [code, name] of reader.getRows()) names.set(code as string, name as string);
  return names;
}
