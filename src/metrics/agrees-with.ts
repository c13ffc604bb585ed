/** What the metrics were measured from when they were last found to agree with the journal. It goes with the metrics when they are deleted. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { CheckedPart } from './check.ts';
import { quoted } from './sql-files.ts';

export async function agreesWith(connection: DuckDBConnection, part: CheckedPart): Promise<string | null> {
  const found = await connection.runAndReadAll(`select basis from agrees_with where part = ${quoted(part)}`);
  return (found.getRows()[0]?.[0] as string | undefined) ?? null;
}

export async function noteAgreement(connection: DuckDBConnection, part: CheckedPart, basis: string): Promise<void> {
  await connection.run(`insert or replace into agrees_with values (${quoted(part)}, ${quoted(basis)})`);
}
