/** Scorecards that are not published: in a table of this transaction alone, of the same columns, for the same questions. */
import { sql } from 'kysely';
import type pg from 'pg';
import { fieldNames } from '../../core/differentiate/fields.ts';
import { copyPortions } from '../copy.ts';
import type { Scorecards } from '../customers/list.ts';
import type { Tx } from '../database.ts';
import { scorecardRows, type ScorecardToPublish } from './writer.ts';

/** `client` is the transaction's own. */
export async function keepAside(
  tx: Tx,
  client: pg.PoolClient,
  { asOf, scorecards }: { asOf: string; scorecards: AsyncIterable<ScorecardToPublish[]> },
): Promise<Scorecards> {
  await sql`create temp table other_scorecard (like scorecard, primary key (customer_id)) on commit drop`.execute(tx);
  await copyPortions(
    client,
    `other_scorecard (${['customer_id', 'unvalued', ...fieldNames].join(', ')})`,
    scorecardRows(scorecards, fieldNames),
  );
  await sql`analyze other_scorecard`.execute(tx);
  return { table: 'other_scorecard', asOf: sql`${asOf}::date` };
}
