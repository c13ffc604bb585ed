/**
 * Where the rows of a file wait between reading and committing: one DuckDB file per import, thrown away afterwards.
 * Interpretation appends to it; everything that compares or adds up is SQL over it (staging/*.sql).
 */
import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DuckDBInstance, type DuckDBAppender, type DuckDBConnection, DuckDBDateValue } from '@duckdb/node-api';
import type {
  ContractTerm,
  CustomerMention,
  DirectCost,
  ExchangeRate,
  ListPrice,
  Payment,
  PoolCost,
  SaleLine,
  ServiceEvent,
} from '../core/facts.ts';

export interface Staging extends AsyncDisposable {
  connection: DuckDBConnection;
  addSale(row: number, line: SaleLine, state: EntryState): void;
  addPayment(row: number, payment: Payment, state: EntryState): void;
  addRate(row: number, rate: ExchangeRate): void;
  addPrice(row: number, price: ListPrice): void;
  addCost(row: number, cost: PoolCost, state: EntryState): void;
  addDirectCost(row: number, cost: DirectCost, state: EntryState): void;
  addEvent(row: number, event: ServiceEvent, state: EntryState): void;
  addContract(row: number, term: ContractTerm, state: EntryState): void;
  addRejected(row: number, reason: string, detail: string, cells: string[]): void;
  /** Writes out what was added since, in a transaction; nothing can be asked of what is not written out. */
  flush(): void;
  /** The distinct ways in which rows name their customer; the index is `mention` in the tables. */
  mentions: CustomerMention[];
}

export interface EntryState {
  held: string | null;
  heldBecauseOfRow: number | null;
  draft: boolean;
}

const tables = `
create table sale_line (
  row_number integer, seller varchar, document_type varchar, document_number varchar, line_number integer, shipped_on date,
  mention integer, product_code varchar, product varchar, product_line varchar, unit varchar, quantity_micro bigint,
  list_minor bigint, discount_minor bigint, net_minor bigint, vat_minor bigint, cost_minor bigint, currency varchar,
  manager varchar, kind varchar, delivery_point varchar, held varchar, held_because_of_row integer, draft boolean);
create table payment (
  row_number integer, seller varchar, document_type varchar, document_number varchar, paid_on date, mention integer,
  amount_minor bigint, currency varchar, kind varchar, purpose varchar, held varchar, held_because_of_row integer, draft boolean);
create table exchange_rate (row_number integer, rated_on date, currency varchar, rate_micro bigint, nominal bigint);
create table list_price (
  row_number integer, valid_on date, product_code varchar, product varchar, unit varchar, price_type varchar, price_micro bigint, currency varchar);
create table cost (
  row_number integer, month date, pool varchar, amount_minor bigint, paid_minutes_micro bigint, currency varchar,
  held varchar, held_because_of_row integer, draft boolean);
create table direct_cost (
  row_number integer, happened_on date, mention integer, document_number varchar, name varchar, amount_minor bigint, currency varchar,
  held varchar, held_because_of_row integer, draft boolean);
create table service_event (
  row_number integer, happened_on date, mention integer, number varchar, event varchar, count bigint, minutes_micro bigint,
  person varchar, document_number varchar, held varchar, held_because_of_row integer, draft boolean);
create table contract_term (
  row_number integer, mention integer, contract_number varchar, valid_from date, valid_until date, terminated_on date, amount_minor bigint, currency varchar,
  held varchar, held_because_of_row integer, draft boolean);
create table rejected (row_number integer, reason varchar, detail varchar, cells varchar[]);
create table customer_key (mention integer, code varchar, name varchar, tax_id varchar, branch_id varchar, region varchar, company_group varchar, industry varchar);
`;

/** A new, empty staging place at `file`; an earlier one there is thrown away. */
export async function createStaging(file: string): Promise<Staging> {
  removeStaging(file);
  mkdirSync(dirname(file), { recursive: true });
  const instance = await DuckDBInstance.create(file, { preserve_insertion_order: 'true' });
  const connection = await instance.connect();
  await connection.run(tables);
  const appenders = new Map<string, DuckDBAppender>();
  for (const table of [
    'sale_line',
    'payment',
    'exchange_rate',
    'list_price',
    'cost',
    'direct_cost',
    'service_event',
    'contract_term',
    'rejected',
  ])
    appenders.set(table, await connection.createAppender(table));
  const of = (table: string): DuckDBAppender => appenders.get(table)!;

  const mentions: CustomerMention[] = [];
  const mentionNumbers = new Map<string, number>();
  const numberOf = (mention: CustomerMention): number => {
    const text = `${mention.code}\u001f${mention.name}\u001f${mention.taxId}\u001f${mention.branchId}\u001f${mention.region}\u001f${mention.group}\u001f${mention.industry}`;
    const known = mentionNumbers.get(text);
    if (known !== undefined) return known;
    mentionNumbers.set(text, mentions.length);
    return mentions.push(mention) - 1;
  };

  return {
    connection,
    mentions,
    addSale(row, line, state) {
      const to = of('sale_line');
      to.appendInteger(row);
      for (const text of [line.seller, line.documentType, line.documentNumber]) to.appendVarchar(text);
      to.appendInteger(line.lineNumber);
      to.appendDate(dateOf(line.shippedOn));
      to.appendInteger(numberOf(line.customer));
      for (const text of [line.productCode, line.product, line.productLine, line.unit]) to.appendVarchar(text);
      for (const amount of [line.quantityMicro, line.listMinor, line.discountMinor, line.netMinor, line.vatMinor, line.costMinor])
        appendAmount(to, amount);
      for (const text of [line.currency, line.manager, line.kind, line.deliveryPoint]) to.appendVarchar(text);
      appendState(to, state);
    },
    addPayment(row, payment, state) {
      const to = of('payment');
      to.appendInteger(row);
      for (const text of [payment.seller, payment.documentType, payment.documentNumber]) to.appendVarchar(text);
      to.appendDate(dateOf(payment.paidOn));
      to.appendInteger(numberOf(payment.customer));
      to.appendBigInt(payment.amountMinor);
      for (const text of [payment.currency, payment.kind, payment.purpose]) to.appendVarchar(text);
      appendState(to, state);
    },
    addRate(row, rate) {
      const to = of('exchange_rate');
      to.appendInteger(row);
      to.appendDate(dateOf(rate.ratedOn));
      to.appendVarchar(rate.currency);
      to.appendBigInt(rate.rateMicro);
      to.appendBigInt(rate.nominal);
      to.endRow();
    },
    addPrice(row, price) {
      const to = of('list_price');
      to.appendInteger(row);
      to.appendDate(dateOf(price.validOn));
      for (const text of [price.productCode, price.product, price.unit, price.priceType]) to.appendVarchar(text);
      to.appendBigInt(price.priceMicro);
      to.appendVarchar(price.currency);
      to.endRow();
    },
    addCost(row, cost, state) {
      const to = of('cost');
      to.appendInteger(row);
      to.appendDate(dateOf(cost.month));
      to.appendVarchar(cost.pool);
      to.appendBigInt(cost.amountMinor);
      appendAmount(to, cost.paidMinutesMicro);
      to.appendVarchar(cost.currency);
      appendState(to, state);
    },
    addDirectCost(row, cost, state) {
      const to = of('direct_cost');
      to.appendInteger(row);
      to.appendDate(dateOf(cost.happenedOn));
      to.appendInteger(numberOf(cost.customer));
      for (const text of [cost.documentNumber, cost.name]) to.appendVarchar(text);
      to.appendBigInt(cost.amountMinor);
      to.appendVarchar(cost.currency);
      appendState(to, state);
    },
    addEvent(row, event, state) {
      const to = of('service_event');
      to.appendInteger(row);
      to.appendDate(dateOf(event.happenedOn));
      to.appendInteger(numberOf(event.customer));
      for (const text of [event.number, event.event]) to.appendVarchar(text);
      to.appendBigInt(event.count);
      appendAmount(to, event.minutesMicro);
      for (const text of [event.person, event.documentNumber]) to.appendVarchar(text);
      appendState(to, state);
    },
    addContract(row, term, state) {
      const to = of('contract_term');
      to.appendInteger(row);
      to.appendInteger(numberOf(term.customer));
      to.appendVarchar(term.contractNumber);
      to.appendDate(dateOf(term.from));
      to.appendDate(dateOf(term.until));
      if (term.terminatedOn === null) to.appendNull();
      else to.appendDate(dateOf(term.terminatedOn));
      appendAmount(to, term.amountMinor);
      to.appendVarchar(term.currency);
      appendState(to, state);
    },
    addRejected(row, reason, detail, cells) {
      const to = of('rejected');
      to.appendInteger(row);
      to.appendVarchar(reason);
      to.appendVarchar(detail);
      to.appendList(cells);
      to.endRow();
    },
    flush: () => appenders.forEach((appender) => appender.flushSync()),
    [Symbol.asyncDispose]: async () => {
      appenders.forEach((appender) => appender.closeSync());
      connection.disconnectSync();
      instance.closeSync();
    },
  };
}

/** The staging place of an import that was read before, to look at it again or to commit it. */
export async function openStaging(file: string): Promise<{ connection: DuckDBConnection } & AsyncDisposable> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  return {
    connection,
    [Symbol.asyncDispose]: async () => {
      connection.disconnectSync();
      instance.closeSync();
    },
  };
}

export function removeStaging(file: string): void {
  for (const path of [file, `${file}.wal`]) rmSync(path, { force: true });
}

function appendState(to: DuckDBAppender, state: EntryState): void {
  if (state.held === null) to.appendNull();
  else to.appendVarchar(state.held);
  if (state.heldBecauseOfRow === null) to.appendNull();
  else to.appendInteger(state.heldBecauseOfRow);
  to.appendBoolean(state.draft);
  to.endRow();
}

function appendAmount(to: DuckDBAppender, amount: bigint | null): void {
  if (amount === null) to.appendNull();
  else to.appendBigInt(amount);
}

function dateOf(iso: string): DuckDBDateValue {
  return new DuckDBDateValue(
    Math.round(Date.UTC(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)) - 1, Number(iso.slice(8, 10))) / 86_400_000),
  );
}
