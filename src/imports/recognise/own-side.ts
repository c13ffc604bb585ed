/** The company itself in a bank statement: what the titles name, and who stands on one side of (nearly) every row. */
import type { ColumnMeaning, Reading, RawRow } from '../contract.ts';
import { partyOf } from '../interpret/party.ts';
import { cellText } from '../values/cell.ts';
import { findAccounts, findSeller } from './titles.ts';

export function findOwn({ titles, rows, meanings }: { titles: string[]; rows: RawRow[]; meanings: ColumnMeaning[] }): Reading['own'] {
  const own: Reading['own'] = { taxIds: [], accounts: findAccounts(titles), names: [] };
  const named = findSeller(titles);
  if (named !== '') own.names.push(named);
  const sides = (['payer', 'payee'] as const).map((side) => ({
    name: meanings.indexOf(side),
    taxId: meanings.indexOf(`${side}_tax_id`),
    account: meanings.indexOf(`${side}_account`),
  }));
  if (sides.some(({ name }) => name < 0) || rows.length === 0) return own;
  const seen = new Map<string, number>();
  for (const row of rows) {
    const ids = new Set<string>();
    for (const side of sides) {
      const party = partyOf(cellText(row.cells[side.name]));
      const taxId = side.taxId >= 0 ? cellText(row.cells[side.taxId]) : party.taxId;
      const account = side.account >= 0 ? cellText(row.cells[side.account]) : party.account;
      for (const id of [taxId && `t${taxId}`, account && `a${account}`, party.name && `n${party.name}`]) if (id) ids.add(id);
    }
    for (const id of ids) seen.set(id, (seen.get(id) ?? 0) + 1);
  }
  for (const [id, count] of seen) {
    if (count < rows.length * 0.9 || rows.length < 2) continue;
    (id.startsWith('t') ? own.taxIds : id.startsWith('a') ? own.accounts : own.names).push(id.slice(1));
  }
  return own;
}
