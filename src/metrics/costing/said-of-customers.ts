/** What records say of customers, for equations that ask for it: other words, and costs are reckoned anew. */
import { createHash } from 'node:crypto';
import { type DuckDBConnection, DuckDBDataChunk, VARCHAR } from '@duckdb/node-api';

export interface SaidOfCustomer {
  customerId: string;
  region: string;
  industry: string;
  group: string;
}

/** As JSON it is its digest: by that a model of costs is compared with the one that was applied. */
export class SaidOfCustomers {
  readonly customers: readonly SaidOfCustomer[];
  readonly #digest: string;

  constructor(customers: Iterable<SaidOfCustomer>) {
    this.customers = [...customers].toSorted((a, b) => (a.customerId < b.customerId ? -1 : 1));
    const hash = createHash('sha256');
    for (const { customerId, region, industry, group } of this.customers)
      hash.update(JSON.stringify([customerId, region, industry, group]));
    this.#digest = hash.digest('hex');
  }

  toJSON(): string {
    return this.#digest;
  }
}

/** Fills customer_said; empties it where no equation asks. */
export async function keepSaid(connection: DuckDBConnection, said: SaidOfCustomers | undefined): Promise<void> {
  await connection.run('truncate customer_said');
  if (said === undefined) return;
  await connection.run(
    'create or replace temp table said_row (customer_id varchar, region varchar, industry varchar, company_group varchar)',
  );
  const appender = await connection.createAppender('said_row', 'main', 'temp');
  for (let from = 0; from < said.customers.length; from += chunkRows) {
    const rows = said.customers.slice(from, from + chunkRows);
    const chunk = DuckDBDataChunk.create([VARCHAR, VARCHAR, VARCHAR, VARCHAR], rows.length);
    chunk.setColumns([
      rows.map((row) => row.customerId),
      rows.map((row) => row.region),
      rows.map((row) => row.industry),
      rows.map((row) => row.group),
    ]);
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  await connection.run(
    'insert into customer_said select customer_id::bigint, region, industry, company_group from said_row; drop table said_row',
  );
}

/** DuckDB's own vector size. */
const chunkRows = 2048;
