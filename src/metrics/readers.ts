/**
 * Connections that read for somebody. A read has one to itself for as long as it takes, and sees one state of the facts: what it sets
 * on the connection is its own, and a light read does not wait for a heavy one. For a person who sees some customers, every table that
 * knows customers is shadowed by a view of the seen ones: a read that names no customers finds no others.
 */
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { Sight } from '../core/access/sight.ts';

export interface Readers {
  lease<T>(sight: Sight, read: (connection: DuckDBConnection) => Promise<T>): Promise<T>;
  close(): void;
}

/** Reads at once; whoever comes after them waits. */
const most = 3;

/** Tables that name customers, and those that name a customer's code. */
export const ofCustomers = [
  'code',
  'customer_said',
  'mart_customer_month',
  'mart_customer_unvalued',
  'mart_customer_activity',
  'mart_customer_direct',
  'mart_customer_credit',
] as const;
export const ofCodes = [
  'int_document',
  'valued_document',
  'direct_cost',
  'valued_direct_cost',
  'service_event',
  'contract_term',
  'valued_contract_term',
] as const;
/** Tables that name documents, and not whose they are: only the steps of a rebuild read them. */
export const ofDocuments = ['int_withdrawal', 'int_same_document'] as const;

interface Slot {
  all: DuckDBConnection | null;
  some: { connection: DuckDBConnection; of: Sight | null } | null;
}

export function openReaders(instance: DuckDBInstance): Readers {
  const slots: Slot[] = Array.from({ length: most }, () => ({ all: null, some: null }));
  const free = [...slots];
  const waiting: ((slot: Slot) => void)[] = [];
  /** The one that already holds what this sight sees, where it is free. */
  const take = (sight: Sight): Promise<Slot> => {
    const at = Math.max(
      0,
      free.findIndex(({ some }) => some?.of === sight),
    );
    const [slot] = free.splice(at, 1);
    return slot === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(slot);
  };
  const giveBack = (slot: Slot): void => {
    const next = waiting.shift();
    if (next === undefined) free.push(slot);
    else next(slot);
  };
  return {
    async lease(sight, read) {
      // Before a connection is taken: who holds one waits for nothing but DuckDB.
      const customers = sight.customers === 'all' ? 'all' : await sight.customers();
      const slot = await take(sight);
      try {
        return await inOneState(await connectionFor(instance, slot, { sight, customers }), read);
      } finally {
        giveBack(slot);
      }
    },
    close() {
      for (const { all, some } of slots) {
        all?.closeSync();
        some?.connection.closeSync();
      }
    },
  };
}

async function connectionFor(
  instance: DuckDBInstance,
  slot: Slot,
  { sight, customers }: { sight: Sight; customers: 'all' | readonly string[] },
): Promise<DuckDBConnection> {
  if (customers === 'all') return (slot.all ??= await connect(instance, seesAll));
  const some = (slot.some ??= { connection: await connect(instance, await seesSome(instance)), of: null });
  if (some.of === sight) return some.connection;
  some.of = null;
  await some.connection.run('truncate seen');
  if (customers.length > 0)
    await some.connection.run(`insert into seen select unnest(string_split($ids, ',')::bigint[])`, {
      ids: customers.map(BigInt).join(','),
    });
  some.of = sight;
  return some.connection;
}

async function connect(instance: DuckDBInstance, prepare: string): Promise<DuckDBConnection> {
  const connection = await instance.connect();
  await connection.run(`set preserve_insertion_order = false; ${prepare}`);
  return connection;
}

/** run_rows: the rows of a run's file, of the customers that are seen. */
const seesAll = 'create temp macro run_rows(file) as table select * from read_parquet(file)';

/** Names are looked up among temporary ones first, so a view of a table's name stands before it. */
async function seesSome(instance: DuckDBInstance): Promise<string> {
  const connection = await instance.connect();
  const [[catalog]] = (await connection.runAndReadAll('select current_database()')).getRows() as [[string]];
  connection.closeSync();
  const shadow = (name: string, condition: string): string =>
    `create temp view ${name} as select * from "${catalog}".main.${name} where ${condition}`;
  return [
    'create temp table seen (customer_id bigint)',
    'create temp macro run_rows(file) as table select * from read_parquet(file) where customer_id in (select customer_id from seen)',
    ...ofCustomers.map((name) => shadow(name, 'customer_id in (select customer_id from seen)')),
    ...ofCodes.map((name) => shadow(name, 'code_no in (select code_no from code)')),
    ...ofDocuments.map((name) => shadow(name, 'false')),
  ].join('; ');
}

async function inOneState<T>(connection: DuckDBConnection, read: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  await connection.run('begin transaction read only');
  try {
    return await read(connection);
  } finally {
    await connection.run('rollback');
  }
}

/** Reads that share a subject, each on a connection of its own. */
export function leased<Reads extends Record<keyof Reads, (...args: never[]) => Promise<unknown>>>(
  readers: Readers,
  sight: Sight,
  make: (connection: DuckDBConnection) => Reads,
): Reads {
  return new Proxy({} as Reads, {
    get:
      (_, name) =>
      (...args: never[]) =>
        readers.lease(sight, (connection) => make(connection)[name as keyof Reads](...args)),
  });
}
