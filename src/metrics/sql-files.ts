/** The small builder: reads the .sql files beside it, knows them by their names, and runs them in DuckDB. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const folders = ['.', 'staging', 'intermediate', 'marts', 'costing', 'checks'] as const;

const files = folders.flatMap((folder) =>
  readdirSync(join(import.meta.dirname, folder))
    .toSorted()
    .filter((name) => /\.(sql|ts)$/.test(name) && !name.endsWith('.test.ts'))
    .map((name) => join(import.meta.dirname, folder, name)),
);

/** Text by name: `mart_customer_month` is marts/mart_customer_month.sql. */
const texts = new Map(
  files.filter((file) => file.endsWith('.sql')).map((file) => [basename(file, '.sql'), readFileSync(file, 'utf8')] as const),
);

/**
 * Changes with every model, table and rule of measuring, also with the SQL that is made in TypeScript and with the digits of currencies: what
 * another version has measured is not to be built upon.
 */
export const fingerprint = fingerprintOf([...files, join(import.meta.dirname, '../core/minor-digits.ts')]);

export function fingerprintOf(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(basename(path)).update('\0').update(readFileSync(path)).update('\0');
  return hash.digest('hex');
}

/** Names of the identities, `journal_months` for journal_months.check.sql. */
export const checkNames = [...texts.keys()].filter((name) => name.endsWith('.check')).map((name) => name.slice(0, -'.check'.length));

export function sqlText(name: string): string {
  const text = texts.get(name);
  if (text === undefined) throw new Error(`no SQL file ${name}`);
  return text;
}

/** Adds what a model selects to the table of its name, or to the one named. */
export async function insertModel(connection: DuckDBConnection, model: string, table = model): Promise<void> {
  await connection.run(`insert into ${table} by name\n${sqlText(model)}`);
}

/** A model that lives only as long as the step that needs it. */
export async function makeTemporary(connection: DuckDBConnection, input: { model: string; table: string }): Promise<void> {
  await connection.run(`create or replace temp table ${input.table} as\n${sqlText(input.model)}`);
}

export async function makeView(connection: DuckDBConnection, model: string): Promise<void> {
  await connection.run(`create or replace temp view ${model} as\n${sqlText(model)}`);
}

/** A text constant: settings and file names go into SQL only through here. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
