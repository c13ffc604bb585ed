/**
 * From the first rows of a file: where its table is, what each column means, how it prints numbers and dates, how its rows
 * hang together. Decides by headings and by content; leaves to a person only what neither tells.
 */
import { type ColumnMeaning, type Grouping, type ImportKind, ImportRefused, type Mapping, type RawRow, type Reading, type Recognition } from '../contract.ts';
import type { Assumption } from '../assumptions/assumption.ts';
import { isOrder } from '../interpret/kind-words.ts';
import { isTotal } from '../interpret/total-words.ts';
import type { OpenedFile } from '../open-file.ts';
import { cellText, isEmpty } from '../values/cell.ts';
import { looseReference, parseDocumentReference } from '../values/document-reference.ts';
import type { DecimalSeparator } from '../values/number.ts';
import { blankBelow } from './blank-below.ts';
import { headingsPointedOut, printedRows, tableByHand } from './by-hand.ts';
import { type Choice, chooseColumns } from './choose-columns.ts';
import { codesForNames } from './codes-for-names.ts';
import { findDateOrder, usualDates } from './date-habits.ts';
import { defaultCurrency } from './default-currency.ts';
import { findGrouping, findSections } from './find-grouping.ts';
import { findHeader, type Header, lastFilled } from './find-header.ts';
import { isOtherTable, isRepeatedHeader } from './header-rows.ts';
import { decideKind } from './kind.ts';
import { applyMapping } from './mapping.ts';
import { findOwn } from './own-side.ts';
import { type ColumnProfile, profileColumns, sampleNumber } from './profile.ts';
import { marksReturns } from './returns.ts';
import { includesVat } from './price-headings.ts';
import { type PriceFacts, tellAmounts } from './tell-amounts.ts';
import { findDay, findPeriod, findSeller, monthOfPeriod } from './titles.ts';

export interface Hint {
  kind?: ImportKind;
  /** What a person decided earlier for this source; beats everything. */
  mapping?: Mapping;
  companyCurrency?: string;
}

const sampleRows = 3000;

export async function recognise(file: Pick<OpenedFile, 'format' | 'rows'>, hint: Hint = {}): Promise<Recognition> {
  const sample = await firstRows(file);
  const header = headingsPointedOut(sample, hint.mapping) ?? findHeader(sample) ?? headerOfMapping(hint.mapping);
  if (header === null) throw new ImportRefused({ code: 'no_table', detail: {} }, tableByHand({ format: file.format, rows: sample, kind: hint.kind }));
  const pointedOut = hint.mapping?.headerRow === undefined ? {} : { headerRow: hint.mapping.headerRow };
  // Who only points out the headings leaves the columns to us.
  if (hint.mapping?.columns.length === 0) {
    const { mapping, ...rest } = hint;
    hint = { kind: mapping.kind, ...rest };
  }
  const titles = titlesAbove(sample, header);
  const below = tableBelow(sample, header);
  const headings = widen(header.headings, below);
  const kind = hint.kind ?? hint.mapping?.kind ?? decideKind(headings, titles, below);

  let grouping = !grouped(kind) ? null : findGrouping(header, below, kind);
  const rows = below.filter((row) => filledCells(row) >= (headings.length > 3 ? 3 : 2));
  const profiles = profileColumns(rows, headings.length);
  const decimals = decimalHabits(profiles, headings);
  const chosen = chooseColumns(grouping ? headings.with(grouping.column, '') : headings, profiles, kind, { named: grouping?.levels.includes('customer') === true });
  const meanings = codesForNames(rows, chosen.choices.map(({ meaning }) => meaning));
  if (grouping) meanings[grouping.column] = grouping.levels.includes('customer') ? 'customer' : 'document';
  if (hint.mapping) applyMapping(hint.mapping, headings, meanings);
  if (!grouping && grouped(kind) && !meanings.some((meaning, column) => namesCustomer(meaning) && rows.some((row) => namesSomebody(cellText(row.cells[column]))))) grouping = findSections(header, below);

  const prices = tellAmounts({ value: numbersOf(rows, decimals, meanings, chosen.openAmounts), rows: rows.length, meanings, open: hint.mapping ? [] : chosen.openAmounts });
  const columns = describe({ headings, meanings, choices: chosen.choices, profiles, certain: hint.mapping !== undefined });
  refuseOrders({ kind, columns, grouping, rows });

  const dates = findDateOrder(rows, meanings.findIndex((meaning) => meaning === 'date' || meaning === 'month'), headings);
  const currency = defaultCurrency({ headings, titles, columns, companyCurrency: hint.companyCurrency });
  const vat = includedVat({ meanings, headings, titles, prices, kind });
  const period = findPeriod(titles) ?? (kind === 'prices' ? findDay(titles) : null);
  const mapping: Mapping = hint.mapping
    ? { ...hint.mapping, currency: hint.mapping.currency || currency.code, kind, columns: columns.map(({ index, heading, meaning }) => ({ index, heading, meaning })) }
    : { kind, columns: columns.map(({ index, heading, meaning }) => ({ index, heading, meaning })), dateOrder: dates.order, currency: currency.code, vatIncludedRate: vat.rate, ...pointedOut };
  const assumptions: Assumption[] = [];
  if (!hint.mapping) {
    if (vat.open) assumptions.push(open({ key: 'vat', value: String(vat.rate), others: ['0', '20', '22'] }));
    if (dates.open) assumptions.push(open({ key: 'date_order', value: dates.order, others: ['dmy', 'mdy'] }));
  }
  if (!hint.mapping?.currency) {
    if (currency.open && kind !== 'rates' && kind !== 'events') assumptions.push(open({ key: 'currency', value: currency.code, others: ['RUB', 'UAH', 'USD', 'EUR'] }));
  }
  const reading: Reading = {
    decimals,
    fields: file.format.container === 'delimited' ? usualFields(below, header, sample) : null,
    usualDates: usualDates({ rows: below, meanings, grouping, order: mapping.dateOrder, period }),
    marksReturns: kind === 'sales' && marksReturns({ rows: below, meanings, grouping, headings }),
    taxIdsLoseZeros: !profiles.some((profile, column) => meanings[column]?.endsWith('tax_id') && profile.leadingZeros),
    seller: meanings.includes('seller') ? '' : findSeller(titles),
    own: findOwn({ titles, rows, meanings }),
    payersNumbers: kind === 'payments' && (meanings.includes('payee') || (meanings.includes('incoming_amount') && meanings.includes('outgoing_amount'))),
    price: prices.price,
    pricesIncludeVat: prices.pricesIncludeVat,
    discountsIncludeVat: prices.discountsIncludeVat,
    discountRate: prices.discountRate,
    ...(grouping ? { fillDown: [], fillDownWithin: null } : blankBelow(rows, meanings)),
    grouping,
  };
  const recognition: Recognition = {
    kind,
    layout: grouping ? 'grouped' : 'flat',
    format: file.format,
    headerRows: sample.slice(header.first, header.last + 1).map(({ number }) => number),
    mapping,
    columns,
    period,
    titles,
    sample: printedRows(sample),
    assumptions,
    reading,
  };
  refuseIncomplete(recognition, rows);
  return recognition;
}

function open({ key, value, others }: { key: Assumption['key']; value: string; others: string[] }): Assumption {
  const options = [value, ...others.filter((other) => other !== value)].map((option) => ({ value: option, outcome: null }));
  return { key, about: '', value, evidence: [], sureness: 'plain', decidedBy: 'file', options };
}

async function firstRows(file: Pick<OpenedFile, 'rows'>): Promise<RawRow[]> {
  const sample: RawRow[] = [];
  for await (const rows of file.rows()) {
    sample.push(...rows);
    if (sample.length >= sampleRows) break;
  }
  return sample;
}

/** A file without headings can be read if a person has said what its columns are. */
function headerOfMapping(mapping: Mapping | undefined): Header | null {
  return mapping ? { first: 0, last: -1, headings: mapping.columns.map(({ heading }) => heading), stacked: null } : null;
}

function titlesAbove(sample: RawRow[], header: Header): string[] {
  return sample
    .slice(0, header.first)
    .map((row) => row.cells.map(cellText).filter((text) => text !== '').join(' '))
    .filter((text) => text !== '');
}

/** The rows of the first table, without repeated headings and what follows under other headings. */
function tableBelow(sample: RawRow[], header: Header): RawRow[] {
  const rows: RawRow[] = [];
  let above = sample[header.last];
  for (const row of sample.slice(header.last + 1)) {
    const afterGap = above !== undefined && (row.number > above.number + 1 || filledCells(above) <= 2);
    above = row;
    if (isRepeatedHeader(row, header.headings)) continue;
    if (rows.length > 0 && isOtherTable(row, header.headings, afterGap)) break;
    if (filledCells(row) > 0) rows.push(row);
  }
  return rows;
}

/** Columns beyond the last heading count if rows have something there. */
function widen(headings: string[], rows: RawRow[]): string[] {
  let width = headings.length;
  const often = Math.max(1, rows.length * 0.05);
  const counts = new Map<number, number>();
  for (const row of rows) {
    const last = lastFilled(row) + 1;
    if (last > width) counts.set(last, (counts.get(last) ?? 0) + 1);
  }
  for (const [last, count] of counts) if (count >= often) width = Math.max(width, last);
  return [...headings, ...Array<string>(width - headings.length).fill('')];
}

function filledCells(row: RawRow): number {
  return row.cells.reduce((count, cell) => (isEmpty(cell) ? count : count + 1), 0);
}

/** Only what was sold and paid is reported in groups that we read. */
function grouped(kind: ImportKind): boolean {
  return kind === 'sales' || kind === 'payments';
}

function namesCustomer(meaning: ColumnMeaning): boolean {
  return meaning === 'customer' || meaning === 'customer_code' || meaning === 'tax_id' || meaning === 'payer' || meaning === 'payee';
}

/** "Total - Blue Bird" stands in the customer's column too, where the customer itself has a row of its own above. */
function namesSomebody(text: string): boolean {
  return text !== '' && !isTotal(text);
}

/** What each column shows of its decimal separator; where a column shows nothing, the file; where that shows nothing, its language. */
function decimalHabits(profiles: ColumnProfile[], headings: string[]): DecimalSeparator[] {
  const commas = profiles.reduce((sum, profile) => sum + (profile.numbers > 0.5 ? profile.commas : 0), 0);
  const points = profiles.reduce((sum, profile) => sum + (profile.numbers > 0.5 ? profile.points : 0), 0);
  const file: DecimalSeparator = commas !== points ? (commas > points ? ',' : '.') : /[а-яіїєґ]/i.test(headings.join('')) ? ',' : '.';
  return profiles.map((profile) => (profile.commas === profile.points ? file : profile.commas > profile.points ? ',' : '.'));
}

/** Numbers of the money columns of the sample, read once. */
function numbersOf(rows: RawRow[], decimals: DecimalSeparator[], meanings: ColumnMeaning[], open: number[]): (row: number, column: number) => number | null {
  const cache = new Map<number, (number | null)[]>();
  meanings.forEach((meaning, column) => {
    if (/amount|price|cost|quantity|rate|margin/.test(meaning) || open.includes(column)) cache.set(column, rows.map((row) => sampleNumber(row.cells[column], decimals[column]!)));
  });
  return (row, column) => cache.get(column)?.[row] ?? null;
}

function describe(found: { headings: string[]; meanings: ColumnMeaning[]; choices: Choice[]; profiles: ColumnProfile[]; certain: boolean }): Recognition['columns'] {
  return found.headings.map((heading, index) => ({
    index,
    heading,
    meaning: found.meanings[index]!,
    confidence: found.certain ? 1 : Math.round((found.choices[index]!.confidence || (found.meanings[index] === 'ignored' ? 0 : 0.7)) * 100) / 100,
    samples: found.profiles[index]!.samples,
  }));
}

function refuseOrders({ kind, columns, grouping, rows }: { kind: ImportKind; columns: Recognition['columns']; grouping: Grouping | null; rows: RawRow[] }): void {
  const documents = columns.find(({ meaning }) => meaning === 'document' || meaning === 'document_type');
  if (kind !== 'sales' || documents === undefined || rows.length === 0 || grouping) return;
  const orders = rows.filter((row) => isOrder(looseReference(cellText(row.cells[documents.index])).type)).length;
  if (orders > rows.length * 0.9) throw new ImportRefused({ code: 'orders_not_shipments', detail: { heading: documents.heading } });
}

/** Without a date, a customer and an amount nothing can be read; which columns they are a person may still say. */
function refuseIncomplete(recognition: Recognition, rows: RawRow[]): void {
  const { kind, columns, reading } = recognition;
  const has = (...meanings: ColumnMeaning[]): boolean => columns.some(({ meaning }) => meanings.includes(meaning)) || meanings.some((meaning) => reading.grouping?.levels.includes(meaning));
  const document = columns.find(({ meaning }) => meaning === 'document');
  const headings = columns.map(({ heading }) => heading).filter((heading) => heading !== '');
  const refuse = (missing: string[]): void => {
    if (missing.length > 0) throw new ImportRefused({ code: 'column_missing', detail: { column: missing.join(', '), headings: headings.join(' | ') } }, recognition);
  };
  if (kind === 'rates') return refuse((['date', 'currency', 'rate'] as const).filter((meaning) => !has(meaning)));
  if (kind === 'prices') return refuse([has('product', 'product_code') ? [] : ['product'], has('list_price') ? [] : ['list_price'], has('date') || recognition.period !== null ? [] : ['date']].flat());
  if (kind === 'costs') return refuse((['month', 'pool', 'expense_amount'] as const).filter((meaning) => !has(meaning) && !(meaning === 'month' && monthOfPeriod(recognition.period) !== null)));
  if (kind === 'contracts') return refuse([has('contract_number') ? [] : ['contract_number'], has('customer', 'customer_code', 'tax_id') ? [] : ['customer'], has('date') ? [] : ['date'], has('valid_until', 'term_length') ? [] : ['valid_until']].flat());
  const dated = has('date') || reading.grouping?.levels.includes('document') || (document !== undefined && rows.some((row) => parseDocumentReference(cellText(row.cells[document.index]))));
  if (kind === 'direct_costs' || kind === 'events') {
    const customer = has('customer', 'customer_code', 'tax_id');
    const about = kind === 'events' ? 'event' : 'expense_amount';
    return refuse([...((kind === 'events' ? has('date') : dated) ? [] : ['date']), ...(customer ? [] : ['customer']), ...(has(about) ? [] : [about])]);
  }
  const amount = kind === 'sales' ? has('net_amount', 'gross_amount') || (has('list_price') && has('quantity')) || has('list_amount') : has('payment_amount', 'incoming_amount');
  const missing = [!dated && 'date', !has('customer', 'customer_code', 'tax_id', 'payer') && 'customer', !amount && 'amount'].filter((name) => name !== false);
  refuse(missing);
}

/** Ask only where neither heading nor arithmetic tells; where the heading says "with VAT" and no more, the usual rate. */
function includedVat({ meanings, headings, titles, prices, kind }: { meanings: ColumnMeaning[]; headings: string[]; titles: string[]; prices: PriceFacts; kind: ImportKind }): { rate: number; open: boolean } {
  // Insurance bears no VAT.
  if (kind === 'contracts' && /преми|премі|premium/i.test(headings[meanings.indexOf('contract_amount')] ?? 'premium')) return { rate: 0, open: false };
  if (kind === 'prices' || kind === 'contracts') {
    const included = includesVat(headings.filter((_, column) => meanings[column] === 'list_price' || meanings[column] === 'contract_amount'), titles);
    return { rate: included === true ? 20 : 0, open: included !== false };
  }
  if (kind !== 'sales') return { rate: 0, open: false };
  const gross = meanings.indexOf('gross_amount');
  const net = meanings.indexOf('net_amount');
  if (gross >= 0 && net < 0 && !meanings.includes('vat_amount') && !meanings.includes('vat_rate')) return { rate: 20, open: true };
  if (net < 0 && gross < 0) return { rate: 0, open: true };
  return { rate: 0, open: prices.vatOpen && gross < 0 && !/net|excl|без/i.test(headings[net] ?? '') };
}

function usualFields(below: RawRow[], header: Header, sample: RawRow[]): number {
  const counts = new Map<number, number>();
  for (const row of below) counts.set(row.cells.length, (counts.get(row.cells.length) ?? 0) + 1);
  const usual = [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
  return Math.max(usual, sample[header.first]?.cells.length ?? 0, header.headings.length);
}
