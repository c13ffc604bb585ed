/**
 * The company itself in a bank statement: what the titles name, the column with its account, and of payer and payee the one on our
 * side of every row. Nobody where two parties stand on all rows and nothing says which of them is the company.
 */
import { canonicalTaxId } from '../../core/identify/legal-id.ts';
import { nameKey, normalName } from '../../core/identify/normal-name.ts';
import type { ColumnMeaning } from '../../facts/row/meanings.ts';
import type { RawRow } from '../../facts/row/raw-row.ts';
import type { Reading } from '../../facts/row/reading.ts';
import { isChartAccount } from '../../facts/payments/chart-of-accounts.ts';
import { isOwn } from '../../facts/payments/is-own.ts';
import { isAccount, type Party, partyOf, plainAccount } from '../../facts/payments/party.ts';
import { type Direction, directionOf } from '../../facts/payments/payment-words.ts';
import { cellText, isEmpty } from '../../facts/values/cell.ts';
import { normalHeading } from '../../facts/headings/normal-heading.ts';
import { findAccounts, findSeller } from '../../facts/headings/titles.ts';

export function findOwn(found: { titles: string[]; headings?: string[]; rows: RawRow[]; meanings: ColumnMeaning[] }): Reading['own'] {
  const own: Reading['own'] = { taxIds: [], accounts: [], names: [] };
  add(own.accounts, ...findAccounts(found.titles), ...accountsInColumn(found));
  add(own.names, findSeller(found.titles));
  const rows = sidesOf(found);
  if (rows.length === 0) return own;
  const known = rows.flatMap(({ payer, payee }) => [payer, payee]).some((party) => isOwn(party, own));
  if (!known) for (const party of ofDirection(rows) ?? onEveryRow(rows) ?? []) take(own, party);
  // Another account or another spelling of the same company.
  for (const { payer, payee } of rows) for (const party of [payer, payee]) if (isOwn(party, own)) take(own, party);
  return own;
}

interface Sides {
  payer: Party;
  payee: Party;
  direction: Direction | null;
}

/** More than any company has; a column of the customers' accounts is longer. */
const most = 50;

/** The account that the statement is of: headed as ours, or as an account beside those of both sides, or the same on all rows. */
function accountsInColumn({ headings = [], rows, meanings }: { headings?: string[]; rows: RawRow[]; meanings: ColumnMeaning[] }): string[] {
  const besideSides =
    (['payer', 'payer_account'] as const).some((meaning) => meanings.includes(meaning)) &&
    (['payee', 'payee_account'] as const).some((meaning) => meanings.includes(meaning));
  const found = headings.map((heading, at) => {
    const normal = normalHeading(heading);
    if ((meanings[at] !== 'ignored' && meanings[at] !== 'document_number') || !(ours.test(normal) || anybodys.test(normal))) return [];
    if (rows.length === 0 || !rows.every(({ cells }) => isEmpty(cells[at]) || isAccount(cellText(cells[at])))) return [];
    const accounts = [...new Set(rows.map(({ cells }) => plainAccount(cellText(cells[at]))).filter((account) => account !== ''))];
    const alone = accounts.length === 1 && rows.length > 1;
    return accounts.length <= most && (ours.test(normal) || besideSides || alone) ? accounts : [];
  });
  return found.find((accounts) => accounts.length > 0) ?? [];
}

const ours =
  /^((наш|мой|собственный|свой|власний|наш розрахунковий) (сч[её]т|рахунок)|(расч[её]тный |банковский |розрахунковий |банківський )?(сч[её]т|рахунок) (организации|клиента|компании|владельца|підприємства|клієнта|власника|організації)|р с (организации|клиента)|(our|own|my) (bank )?(account|iban)( number| no)?)$/;
const anybodys =
  /^((номер |№ )?(сч[её]та?|рахунк[ау]|рахунок)|(расч[её]тный|банковский|лицевой|розрахунковий|банківський|поточний|текущий) (сч[её]т|рахунок)|р с|иик|(bank )?(account|iban)( number| no| №)?)$/;

/** Both sides of each row; empty where the file does not print both. */
function sidesOf({ rows, meanings }: { rows: RawRow[]; meanings: ColumnMeaning[] }): Sides[] {
  const at = (meaning: ColumnMeaning): number => meanings.indexOf(meaning);
  const columns = (side: 'payer' | 'payee') => ({ name: at(side), taxId: at(`${side}_tax_id`), account: at(`${side}_account`) });
  const [payer, payee] = [columns('payer'), columns('payee')];
  if ([payer, payee].some((side) => Math.max(side.name, side.taxId, side.account) < 0)) return [];
  // The sides of an entry are accounts of one company.
  if (rows.some(({ cells }) => payer.account >= 0 && isChartAccount(cellText(cells[payer.account])))) return [];
  const partyIn = (row: RawRow, side: typeof payer): Party => {
    const text = (column: number): string => (column < 0 ? '' : cellText(row.cells[column]));
    const party = partyOf(text(side.name));
    return {
      ...party,
      taxId: canonicalTaxId(text(side.taxId) || party.taxId, { zerosMayBeLost: false }),
      account: plainAccount(text(side.account)) || party.account,
    };
  };
  const filled = (row: RawRow, meaning: ColumnMeaning): boolean => at(meaning) >= 0 && /[1-9]/.test(cellText(row.cells[at(meaning)]));
  return rows.map((row) => {
    const word = at('direction') < 0 ? null : directionOf(cellText(row.cells[at('direction')]));
    const direction = filled(row, 'incoming_amount') ? 'in' : filled(row, 'outgoing_amount') ? 'out' : word;
    return { payer: partyIn(row, payer), payee: partyIn(row, payee), direction };
  });
}

/** Who is always paid where money came in, and always pays where it went out. */
function ofDirection(rows: Sides[]): Party[] | null {
  const told = rows.filter(({ direction }) => direction !== null);
  if (told.length === 0) return null;
  const ourSide = (row: Sides): Party => (row.direction === 'in' ? row.payee : row.payer);
  const otherSide = (row: Sides): Party => (row.direction === 'in' ? row.payer : row.payee);
  const others = new Set(told.map((row) => keyOf(otherSide(row))));
  const counts = countBy(told.map((row) => keyOf(ourSide(row))));
  const best = [...counts].filter(([key]) => key !== '' && !others.has(key)).toSorted((a, b) => b[1] - a[1])[0];
  return best === undefined || best[1] < told.length * 0.9 ? null : told.map(ourSide).filter((party) => keyOf(party) === best[0]);
}

/** The one party that stands on all rows. A single row, or the same two on all of them, show nothing. */
function onEveryRow(rows: Sides[]): Party[] | null {
  if (rows.length < 2) return null;
  const counts = countBy(rows.flatMap(({ payer, payee }) => [...new Set([keyOf(payer), keyOf(payee)])]));
  const always = [...counts].filter(([key, count]) => key !== '' && count >= rows.length * 0.9).map(([key]) => key);
  return always.length === 1 ? rows.flatMap(({ payer, payee }) => [payer, payee]).filter((party) => keyOf(party) === always[0]) : null;
}

function countBy(keys: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** The surest that is printed of a party. */
function keyOf({ taxId, account, name }: Party): string {
  return taxId || account || nameKey(normalName(name));
}

function take(own: Reading['own'], { taxId, account, name }: Party): void {
  add(own.taxIds, taxId);
  add(own.accounts, account);
  add(own.names, name);
}

function add(to: string[], ...texts: string[]): void {
  for (const text of texts) if (text !== '' && !to.includes(text) && to.length < most) to.push(text);
}
