/**
 * SQL of the view `entry`: one row per fact of the staged file, rejected rows excepted, with its document, its customer's code, and a
 * fingerprint of what it says. Files that were read in bulk have entry-bulk.sql.
 */
import { type AnyKind, columnOf, columnsOf, hasCustomer } from '../../facts/kind.ts';

export function stagedEntry(kind: AnyKind): string {
  const key = hasCustomer(kind) ? ', key.code as customer_code' : '';
  const customer = hasCustomer(kind) ? 'join customer_key as key using (mention)' : '';
  const happened = columnOf(kind, kind.day);
  return `create or replace temp view entry as
    select
      ${titled(kind)},
      concat_ws(chr(31), ${kind.document.join(', ')}, year(${happened})) as document,
      ${happened} as on_date,
      ${fingerprint(kind)} as fingerprint,
      ${kind.amount === null ? 'null::bigint' : columnOf(kind, kind.amount)} as counted_minor
      ${kind.mayWait ? '' : ', null::varchar as held, null::integer as held_because_of_row, false as draft'}
    from (select staged.*${key} from ${kind.journal} as staged ${customer})`;
}

/** SQL: all columns, with the words and the number by which a person knows the document, and whose and what money it is, be it none. */
export function titled(kind: AnyKind): string {
  const has = new Set(columnsOf(kind).map(({ name }) => name));
  const none = {
    ...(hasCustomer(kind) ? {} : { customer_code: 'null::varchar' }),
    ...(has.has('currency') ? {} : { currency: `''` }),
  };
  const title = {
    ...(kind.title.type === undefined ? {} : { document_type: kind.title.type }),
    ...(kind.title.number === undefined ? {} : { document_number: kind.title.number }),
  };
  const printed = Object.entries(title).filter(([name]) => has.has(name));
  const more = Object.entries({ ...title, ...none }).filter(([name]) => !has.has(name));
  const as = (columns: [string, string][]): string[] => columns.map(([name, sql]) => `${sql} as ${name}`);
  return [printed.length === 0 ? '*' : `* replace (${as(printed).join(', ')})`, ...as(more)].join(', ');
}

/** SQL: what a row says, but for the name of its document. The same over the staged file and over the journal's files. */
export function fingerprint(kind: AnyKind): string {
  const compared = columnsOf(kind).filter(({ names, filled }) => names === undefined && filled === undefined);
  return `hash(${compared.map(({ name, compared: sql }) => sql ?? name).join(', ')})`;
}
