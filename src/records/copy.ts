/** COPY: many rows into a table at once, many times faster than inserts. Not into tables that row-level security binds. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

export type Field = string | number | boolean | null;

/** `target` is the table with its columns: "incoming (code, name)". */
export async function copyRows(client: pg.PoolClient, target: string, rows: Iterable<readonly Field[]>): Promise<void> {
  await pipeline(Readable.from(pages(rows)), client.query(copyFrom(`copy ${target} from stdin`)));
}

/** Of rows that come in portions. */
export async function copyPortions(
  client: pg.PoolClient,
  target: string,
  portions: AsyncIterable<Iterable<readonly Field[]>>,
): Promise<void> {
  async function* texts(): AsyncGenerator<string> {
    for await (const portion of portions) yield* pages(portion);
  }
  await pipeline(Readable.from(texts()), client.query(copyFrom(`copy ${target} from stdin`)));
}

/** Rows that are all there at once, for what takes portions. */
export async function* inOnePage<Row>(rows: Iterable<Row>): AsyncGenerator<Iterable<Row>> {
  yield rows;
}

/** COPY's text format in pages: one write per row would be a system call each. */
function* pages(rows: Iterable<readonly Field[]>): Generator<string> {
  let page = '';
  for (const row of rows) {
    for (let at = 0; at < row.length; at++) page += (at === 0 ? '' : '\t') + text(row[at]!);
    page += '\n';
    if (page.length < 1 << 18) continue;
    yield page;
    page = '';
  }
  if (page !== '') yield page;
}

const special = /[\\\n\t\r]/;
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\t': '\\t', '\r': '\\r' };

function text(value: Field): string {
  if (value === null) return '\\N';
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (typeof value === 'number') return String(value);
  return special.test(value) ? value.replaceAll(/[\\\n\t\r]/g, (letter) => escapes[letter]!) : value;
}
