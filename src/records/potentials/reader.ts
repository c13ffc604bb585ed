/** What the records know of customers that tells what they could be worth: attributes that make them alike, sizes, needs. */
import { sql } from 'kysely';
import type { KnownOfCustomers } from '../../core/differentiate/strategic-value/value-strategically.ts';
import type { Tx } from '../database.ts';

/** Columns of customer in which customers may be alike, in the order in which they matter: the last is given up first. */
const peerAttributes = ['industry', 'region'] as const;

/** By the index of each customer in the measures. Who is in none of the rows is not known. */
export async function knownOfCustomers(tx: Tx, customerIds: ArrayLike<number>): Promise<KnownOfCustomers & { saidUntil: string | null }> {
  const index = new Map(Array.from(customerIds, (id, i) => [String(id), i]));
  const columns = sql.join(peerAttributes.map((name) => sql.ref(`c.${name}`)));
  const told = sql.join(peerAttributes.map((name) => sql`${sql.ref(`c.${name}`)} <> ''`), sql` or `);
  const { rows } = await sql<Record<(typeof peerAttributes)[number], string> & { id: string; size: string | null; need: string | null }>`
    select c.id, ${columns}, p.size, p.yearly_need_minor as need
    from customer c left join customer_potential p on p.customer_id = c.id
    where p.size is not null or p.yearly_need_minor is not null or ${told}`.execute(tx);
  const n = customerIds.length;
  const size = new Float64Array(n);
  const yearlyNeedMinor = new Float64Array(n);
  const attributes = peerAttributes.map((name) => ({ name, numbers: new Map([['', 0]]), of: new Int32Array(n) }));
  for (const row of rows) {
    const i = index.get(row.id);
    if (i === undefined) continue;
    size[i] = Number(row.size ?? 0);
    yearlyNeedMinor[i] = Number(row.need ?? 0);
    for (const { name, numbers, of } of attributes) of[i] = numberOf(row[name], numbers);
  }
  return { attributes: attributes.map(({ name, numbers, of }) => ({ name, values: [...numbers.keys()], of })), size, yearlyNeedMinor, saidUntil: await saidUntil(tx) };
}

/** When anybody last said anything: a run that knows of less is behind. */
export async function saidUntil(tx: Tx): Promise<string | null> {
  const { rows } = await sql<{ said: string | null }>`select to_char(max(said_at) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as said from customer_potential`.execute(tx);
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
export async function potentialOf(tx: Tx, customerId: string): Promise<SaidOfPotential | undefined> {
  const row = await tx
    .selectFrom('customer_potential')
    .leftJoin('person', 'person.user_id', 'customer_potential.said_by')
    .select(['size', 'yearly_need_minor', 'reason', 'said_by', 'said_at', 'person.name'])
    .where('customer_id', '=', customerId)
    .executeTakeFirst();
  return row && { size: row.size === null ? null : Number(row.size), yearlyNeedMinor: row.yearly_need_minor, reason: row.reason, saidBy: row.name ?? row.said_by, saidAt: row.said_at };
}

function numberOf(value: string, numbers: Map<string, number>): number {
  const key = value.trim();
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, numbers.size);
  return numbers.size - 1;
}
