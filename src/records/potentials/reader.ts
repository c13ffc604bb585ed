/** What the records know of customers that tells what they could be worth: attributes that make them alike, sizes, needs. */
import { sql } from 'kysely';
import type { KnownOfCustomers } from '../../core/differentiate/strategic-value/value-strategically.ts';
import type { ReadTx } from '../database.ts';

/** Columns of customer in which customers may be alike, in the order in which they matter: the last is given up first. */
const peerAttributes = ['industry', 'region'] as const;

/** By the index of each customer in the measures. */
export async function knownOfCustomers(
  tx: ReadTx,
  customerIds: ArrayLike<number>,
): Promise<KnownOfCustomers & { saidUntil: string | null }> {
  const n = customerIds.length;
  const index = new Map<number, number>();
  for (let i = 0; i < n; i++) index.set(customerIds[i]!, i);
  const size = new Float64Array(n);
  const yearlyNeedMinor = new Float64Array(n);
  const said = await tx.selectFrom('customer_potential').select(['customer_id', 'size', 'yearly_need_minor']).execute();
  for (const row of said) {
    const i = index.get(Number(row.customer_id));
    if (i === undefined) continue;
    size[i] = Number(row.size ?? 0);
    yearlyNeedMinor[i] = Number(row.yearly_need_minor ?? 0);
  }
  return { attributes: await attributesOf(tx, index), size, yearlyNeedMinor, saidUntil: await saidUntil(tx) };
}

/** A row for what customers share, with all of their ids in one text: hundreds of thousands of rows would take seconds. */
async function attributesOf(tx: ReadTx, index: Map<number, number>): Promise<KnownOfCustomers['attributes']> {
  const columns = sql.join(peerAttributes.map((name) => sql.ref(name)));
  const { rows } = await sql<Record<(typeof peerAttributes)[number], string> & { ids: string }>`
    select ${columns}, string_agg(id::text, ' ') as ids from customer group by ${columns}`.execute(tx);
  const attributes = peerAttributes.map((name) => ({ name, numbers: new Map([['', 0]]), of: new Int32Array(index.size) }));
  for (const row of rows) {
    const numbers = attributes.map((attribute) => numberOf(row[attribute.name], attribute.numbers));
    for (const id of row.ids.split(' ')) {
      const i = index.get(Number(id));
      if (i !== undefined) for (const [at, attribute] of attributes.entries()) attribute.of[i] = numbers[at]!;
    }
  }
  return attributes.map(({ name, numbers, of }) => ({ name, values: [...numbers.keys()], of }));
}

/** When anybody last said anything: a run that knows of less is behind. */
export async function saidUntil(tx: ReadTx): Promise<string | null> {
  const { rows } = await sql<{
    said: string | null;
  }>`select to_char(max(said_at) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as said from customer_potential`.execute(tx);
  return rows[0]!.said;
}

export interface SaidOfPotential {
  size: number | null;
  yearlyNeedMinor: string | null;
  reason: string;
  saidBy: string;
  saidAt: Date;
}

/** Undefined where nobody ever said anything. Who signed in is told by name. */
export async function potentialOf(tx: ReadTx, customerId: string): Promise<SaidOfPotential | undefined> {
  const row = await tx
    .selectFrom('customer_potential')
    .leftJoin('person', 'person.user_id', 'customer_potential.said_by')
    .select(['size', 'yearly_need_minor', 'reason', 'said_by', 'said_at', 'person.name'])
    .where('customer_id', '=', customerId)
    .executeTakeFirst();
  return (
    row && {
      size: row.size === null ? null : Number(row.size),
      yearlyNeedMinor: row.yearly_need_minor,
      reason: row.reason,
      saidBy: row.name ?? row.said_by,
      saidAt: row.said_at,
    }
  );
}

function numberOf(value: string, numbers: Map<string, number>): number {
  const key = value.trim();
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, numbers.size);
  return numbers.size - 1;
}
