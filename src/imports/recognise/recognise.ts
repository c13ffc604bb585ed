/**
 * From the first rows of a file: where its table is, what each column means, how it prints numbers and dates, how its rows
 * hang together. Decides by headings and by content; leaves to a person only what neither tells.
 */
import assert from 'node:assert';
import { noCurrency } from '../../core/minor-digits.ts';
import type { ReadableTable } from '../../facts/kind.ts';
import { type FactName, kinds } from '../../facts/kinds.ts';
import type { ColumnMeaning } from '../../facts/row/meanings.ts';
import type { RawRow } from '../../facts/row/raw-row.ts';
import type { Answers, Grouping, Mapping, Reading } from '../../facts/row/reading.ts';
import { ImportRefused, type Recognition } from '../recognition.ts';
import type { Assumption } from '../assumptions/assumption.ts';
import { assumeCurrency } from '../assumptions/currency.ts';
import { assumeDateOrder, assumeEvening, assumeMonths, dateColumn, epochUnit, withoutYear } from '../assumptions/dates.ts';
import { assumeBalance } from '../assumptions/balance.ts';
import { decide, evidence } from '../assumptions/decide.ts';
import { withOutcomes } from '../assumptions/outcomes.ts';
import { assumeRefunds, assumeRepeatedSum, columnsOfDocuments, findRefunds, findRepeatedSum } from '../assumptions/repeated-sum.ts';
import { wordHabits } from '../assumptions/states.ts';
import { assumeTable, atTables } from '../assumptions/tables.ts';
import { assumeUnit } from '../assumptions/unit.ts';
import { assumeVat } from '../assumptions/vat.ts';
import { isOrder } from '../../facts/row/kind-words.ts';
import { stateClass } from '../../facts/row/state-words.ts';
import { isTotal } from '../interpret/total-words.ts';
import type { OpenedFile } from '../open-file.ts';
import { reshapeRows } from '../reshape/apply-shape.ts';
import { findShape } from '../reshape/find-shape.ts';
import { nameReport } from '../reshape/name-report.ts';
import type { FoundShape } from '../reshape/shape.ts';
import { cellText, isEmpty } from '../../facts/values/cell.ts';
import { looseReference, parseDocumentReference } from '../../facts/values/document-reference.ts';
import { dateFromSerial, parseDate } from '../../facts/values/date.ts';
import { type DecimalSeparator, parseNumber } from '../../facts/values/number.ts';
import { blankBelow } from './blank-below.ts';
import { type Choice, type Chosen, chooseColumns } from './choose-columns.ts';
import { codesForNames } from './codes-for-names.ts';
import { usualDates } from './date-habits.ts';
import { recogniseDeclared } from './declared.ts';
import { findGrouping, findSections } from './find-grouping.ts';
import { findHeader, type Header, lastFilled } from './find-header.ts';
import { isOtherTable, isRepeatedHeader } from './header-rows.ts';
import { balanceRows, checkBalance, statedBalance } from '../interpret/check-balance.ts';
import { decideKind } from './kind.ts';
import { applyMapping } from './mapping.ts';
import { findOwn } from './own-side.ts';
import { tellPaymentColumns } from './payment-columns.ts';
import { paymentFacts } from './payment-facts.ts';
import { plainReading, shownRows } from './plain-reading.ts';
import { type ColumnProfile, profileColumns, sampleNumber } from './profile.ts';
import { marksReturns } from './returns.ts';
import { type AmountColumns, tellAmounts } from './tell-amounts.ts';
import { matchHeading } from './match-heading.ts';
import { findDay, findPeriod, findSeller } from '../../facts/headings/titles.ts';

export interface Hint {
  kind?: FactName;
  /** What a person decided earlier for this source; beats everything. */
  mapping?: Mapping;
  /** What a person answers now; beats what the mapping remembers. */
  answers?: Answers;
  /** The mapping is the source's, from earlier files: its columns and answers hold, what followed from those files does not. */
  remembered?: boolean;
  companyCurrency?: string;
}

const sampleRows = 3000;

/** What the file is; each question with the outcome of its answers, reckoned from the first rows. */
export async function recognise(file: RecognisedFile, given: Hint = {}): Promise<Recognition> {
  const answers = answersOf(given);
  // Who only points out the headings leaves the columns to us.
  const { mapping, ...others } = given;
  const hint: Hint = mapping?.columns.length === 0 ? { kind: mapping.kind, ...others, answers } : given;
  const table = await assumeTable(file as OpenedFile, answers);
  const chosen = await atTables(file as OpenedFile, table?.value ?? null);
  const { sample, whole } = await firstRows(chosen);
  if (chosen.declared !== undefined)
    return withOutcomes(await recogniseDeclared({ ...chosen, declared: chosen.declared }, { ...hint, answers }), {
      sample,
      whole,
      again: () => assert.fail('no answer changes what a format states'),
    });
  const recognition = recogniseRows(sample, { format: chosen.format, whole }, hint);
  if (table !== null) recognition.assumptions.unshift(table);
  for (const [why, rows] of Object.entries(chosen.leftOut ?? {}))
    recognition.assumptions.push(
      decide({ key: 'left_out', value: why, sureness: 'evident', evidence: [evidence(`left_out_${why}`, { rows: String(rows) })] }, {}),
    );
  recognition.tables = table?.value ?? null;
  return withOutcomes(recognition, {
    sample,
    whole,
    again: (more) => recogniseRows(sample, { format: chosen.format, whole }, { ...hint, answers: { ...hint.answers, ...more } }),
  });
}

/** What recognising needs of a file. Tests give rows alone. */
export type RecognisedFile = Pick<OpenedFile, 'format' | 'rows'> & Partial<Pick<OpenedFile, 'tables' | 'table' | 'declared' | 'leftOut'>>;

/** A mapping from before answers were kept apart is the person's word in all that it says. */
function answersOf({ mapping, answers }: Hint): Answers {
  const remembered =
    mapping === undefined
      ? {}
      : (mapping.answers ?? { date_order: mapping.dateOrder, currency: mapping.currency, vat: String(mapping.vatIncludedRate) });
  return { ...remembered, ...answers };
}

function recogniseRows(printed: RawRow[], { format, whole }: { format: Recognition['format']; whole: boolean }, given: Hint): Recognition {
  const answers = answersOf(given);
  // Who has said what the columns mean knows what the report is.
  const report = given.mapping ? null : nameReport(printed);
  if (report !== null) throw new ImportRefused({ code: `report_${report.report}`, detail: report.evidence.detail });
  const found = shapeFor(printed, { answer: answers['shape'], kind: given.kind ?? given.mapping?.kind });
  const hint = answers['shape'] === undefined ? given : withoutOtherKind(given, found);
  const sample = found === null ? printed : reshapeRows(found.shape.steps, printed).filter((row) => row.leftOut !== true);
  const header = headerOfAnswer(sample, answers) ?? findHeader(sample) ?? headerOfMapping(hint.mapping);
  if (header === null) throw new ImportRefused({ code: 'no_table', detail: foundInstead(sample) }, withoutHeadings(sample, format));
  const titles = titlesAbove(sample, header);
  const below = tableBelow(sample, header);
  const headings = widen(header.headings, below);
  const kind = hint.kind ?? hint.mapping?.kind ?? found?.shape.kind ?? decideKind(headings, titles, below);

  let grouping = !kinds[kind].inGroups ? null : findGrouping(header, below, kind);
  const rows = below.filter((row) => filledCells(row) >= (headings.length > 3 ? 3 : 2));
  const profiles = profileColumns(rows, headings.length);
  const decimals = decimalHabits(profiles, headings);
  const named = grouping?.levels.includes('customer') === true;
  const choose = (ofDocuments?: ReadonlySet<number>): Chosen =>
    chooseColumns(grouping ? headings.with(grouping.column, '') : headings, profiles, kind, {
      named,
      ...(ofDocuments === undefined ? {} : { ofDocuments }),
    });
  const first = choose();
  const numeric = profiles.filter(({ numbers }) => numbers > 0.5).map(({ index }) => index);
  const ofDocuments =
    kind === 'sales' && !grouping
      ? columnsOfDocuments({ rows, meanings: first.choices.map(({ meaning }) => meaning), numeric })
      : new Set<number>();
  const chosen = ofDocuments.size > 0 ? choose(ofDocuments) : first;
  const meanings = codesForNames(
    rows,
    chosen.choices.map(({ meaning }) => meaning),
  );
  if (grouping) meanings[grouping.column] = grouping.levels.includes('customer') ? 'customer' : 'document';
  const paidIn = kind === 'payments' ? tellPaymentColumns({ headings, titles, rows, decimals, meanings }) : null;
  if (hint.mapping) applyMapping(hint.mapping, headings, meanings);
  if (
    !grouping &&
    kinds[kind].inGroups &&
    !meanings.some((meaning, column) => namesCustomer(meaning) && rows.some((row) => namesSomebody(cellText(row.cells[column]))))
  )
    grouping = findSections(header, below);

  if (!hint.mapping) leaveToPosting(meanings, headings, rows);
  if (!hint.mapping) daysBeatMonths(meanings, rows);
  const amounts = {
    value: numbersOf(rows, decimals, meanings, chosen.openAmounts),
    rows: rows.length,
    meanings,
    open: hint.mapping ? [] : chosen.openAmounts,
  };
  let prices = tellAmounts(amounts);
  const repeated =
    kind !== 'sales' || grouping
      ? null
      : assumeRepeatedSum({ repeated: findRepeatedSum({ rows, meanings, amount: mainAmount(meanings) }), headings, meanings, answers });
  if (repeated?.value === 'line') {
    for (const [column, meaning] of meanings.entries()) if (ofTheDocument.has(meaning)) meanings[column] = 'ignored';
    prices = tellAmounts({ ...amounts, open: [] });
  }
  const value = numbersOf(
    rows,
    decimals,
    meanings,
    headings.map((_, column) => column),
  );
  const refunds = kind === 'sales' && !hint.mapping ? findRefunds({ rows, headings, meanings, value }) : -1;
  const refunded = assumeRefunds({ column: refunds, headings, answers });
  if (refunded?.value === 'take_off') meanings[refunds] = 'refunded_amount';
  const columns = describe({ headings, meanings, choices: chosen.choices, profiles, certain: hint.mapping !== undefined });
  if (answers['kind'] !== 'sales' && hint.kind === undefined) refuseOrders({ kind, columns, grouping, rows });

  const period = findPeriod(titles) ?? (kind === 'prices' ? findDay(titles) : null);
  const dated = { rows, column: dateColumn(meanings), headings, period, answers };
  const order = asMapped(assumeDateOrder(dated), hint);
  const evening = assumeEvening(dated);
  const money = kind === 'payments' ? paymentFacts({ headings, titles, rows, meanings, decimals, answers }) : null;
  const currency = asMapped(
    inCurrency(paidIn, assumeCurrency({ kind, headings, titles, columns, rows: below, companyCurrency: hint.companyCurrency, answers })),
    hint,
  );
  const openVat = assumeVat({ meanings, headings, titles, prices, kind, rates: vatRatesOf(currency.value), answers });
  const vat = openVat && asMapped(openVat, hint);
  const unit = assumeUnit({
    titles,
    headings: headings.filter((_, column) => /amount|price|cost|margin/.test(meanings[column]!)),
    answers,
  });
  const reading: Reading = {
    decimals,
    fields: format.container === 'delimited' ? usualFields(below, header, sample) : null,
    usualDates: usualDates({ rows: below, meanings, grouping, order: order.value as Mapping['dateOrder'], period }),
    marksReturns: kind === 'sales' && marksReturns({ rows: below, meanings, grouping, headings }),
    taxIdsLoseZeros: !profiles.some((profile, column) => meanings[column]?.endsWith('tax_id') && profile.leadingZeros),
    seller: meanings.includes('seller') ? '' : findSeller(titles),
    own: money?.own ?? findOwn({ titles, headings, rows, meanings }),
    payments: money?.payments ?? null,
    payersNumbers:
      kind === 'payments' && (meanings.includes('payee') || (meanings.includes('incoming_amount') && meanings.includes('outgoing_amount'))),
    price: prices.price,
    pricesIncludeVat: prices.pricesIncludeVat,
    discountsIncludeVat: prices.discountsIncludeVat,
    discountRate: prices.discountRate,
    unit: Number(unit.value),
    priceUnit: pricesInOnes(amounts, Number(unit.value)) ? 1 : Number(unit.value),
    epoch: dated.column < 0 ? null : epochUnit(rows, dated.column),
    year:
      dated.column >= 0 && period !== null && period.from.slice(0, 4) === period.to.slice(0, 4) && withoutYear(rows, dated.column)
        ? Number(period.from.slice(0, 4))
        : null,
    evening: evening?.value === 'next_day',
    sumOnce: repeated?.value === 'once',
    refundOnce: ofDocuments.has(meanings.indexOf('refunded_amount')),
    words: wordHabits({
      rows,
      meanings,
      headings,
      titles,
      signed: rows.some((_, row) => (value(row, mainAmount(meanings)) ?? 0) < 0 || (value(row, meanings.indexOf('quantity')) ?? 0) < 0),
    }),
    hidden: hiddenRows(below, answers),
    ...(grouping ? { fillDown: [], fillDownWithin: null } : blankBelow(rows, meanings)),
    grouping,
  };
  const mapping: Mapping = {
    kind,
    columns: columns.map(({ index, heading, meaning }) => ({ index, heading, meaning })),
    dateOrder: order.value as Mapping['dateOrder'],
    currency: currency.value,
    vatIncludedRate: Number(vat?.value ?? 0),
    answers,
  };
  const recognition: Recognition = {
    kind,
    shape: found?.shape ?? null,
    layout: grouping ? 'grouped' : 'flat',
    format,
    tables: null,
    headerRows: sample.slice(header.first, header.last + 1).map(({ number }) => number),
    mapping,
    columns,
    period,
    titles,
    assumptions: [
      found === null ? null : shapeOf(found, answers),
      unit,
      ...(kinds[kind].sums ? [currency] : []),
      vat,
      order,
      evening,
      dated.column < 0 ? null : assumeMonths(dated),
      repeated,
      refunded,
      notRead(columns, profiles),
      ...(money?.assumptions ?? []),
    ].filter((assumption) => assumption !== null),
    sample: shownRows(printed),
    reading,
  };
  if (kind === 'payments' && meanings.includes('balance') && (money?.own.accounts.length ?? 0) <= 1) {
    const balance = assumeBalance(checkBalance({ rows: balanceRows(recognition, below), stated: statedBalance(recognition, []) }), answers);
    if (balance !== null) recognition.assumptions.push(balance);
  }
  if (whole || rows.length > 0) refuseIncomplete(recognition, { rows, profiles, dated: dated.column, mapped: hint.mapping !== undefined });
  return recognition;
}

/** A column that only says the month is no date where the documents themselves name their days. */
function daysBeatMonths(meanings: ColumnMeaning[], rows: RawRow[]): void {
  const [date, document] = [meanings.indexOf('date'), meanings.indexOf('document')];
  if (date < 0 || document < 0) return;
  const named = rows.map((row) => parseDocumentReference(cellText(row.cells[document]))?.date ?? null);
  if (named.filter((day) => day !== null).length < rows.length * 0.9 || named.every((day) => day === null || day.endsWith('-01'))) return;
  const months = rows.every((row, at) => {
    const cell = row.cells[date];
    const day = cell?.type === 'number' ? dateFromSerial(Number(cell.text)) : parseDate(cellText(cell), 'dmy');
    return isEmpty(cell) || day === null || (day.endsWith('-01') && (named[at] ?? day).slice(0, 7) === day.slice(0, 7));
  });
  if (months) meanings[date] = 'ignored';
}

/**
 * Where a program says itself which documents are posted, its other states are steps of somebody's work: only one that cancels
 * is heeded beside it.
 */
function leaveToPosting(meanings: ColumnMeaning[], headings: string[], rows: RawRow[]): void {
  const states = meanings.flatMap((meaning, column) => (meaning === 'posted' ? [column] : []));
  if (!states.some((column) => /провед[её]н|проведен|posted/i.test(headings[column]!))) return;
  for (const column of states) {
    if (/провед[её]н|проведен|posted/i.test(headings[column]!)) continue;
    if (!rows.some((row) => stateClass(cellText(row.cells[column])) === 'void')) meanings[column] = 'ignored';
  }
}

/** Who says that a file holds payments has said which of its two readings is meant. */
function shapeFor(printed: RawRow[], { answer, kind }: { answer: string | undefined; kind: FactName | undefined }): FoundShape | null {
  const found = findShape({ sample: printed, answer });
  return found !== null && answer === undefined && kind !== undefined && kind !== found.value && found.options.includes(kind)
    ? findShape({ sample: printed, answer: kind })
    : found;
}

/** The columns of one reading of a table are not those of the other. */
function withoutOtherKind(hint: Hint, found: FoundShape | null): Hint {
  const { mapping, ...others } = hint;
  if (mapping === undefined || found === null || found.shape.kind === null || found.shape.kind === mapping.kind) return hint;
  return { ...others, kind: found.shape.kind, answers: answersOf(hint) };
}

/** How the table was laid out; a question where its rows may be taken in two ways. */
function shapeOf({ shape, value, evidence: found, sureness, options }: FoundShape, answers: Answers): Assumption {
  const told = found
    .filter(({ code, detail }) => code !== shape.name || Object.keys(detail).length > 0)
    .map(({ code, detail }) => evidence(`shape_evidence_${code}`, detail));
  return decide({ key: 'shape', value, sureness, evidence: [evidence(`shape_${shape.name}`), ...told], others: options }, answers);
}

/** Beside the sums in the account's currency the same in that of each operation show which one it is. */
function inCurrency(shown: string | null, assumption: Assumption): Assumption {
  return shown === null || assumption.decidedBy !== 'file'
    ? assumption
    : { ...assumption, value: shown, sureness: 'evident', evidence: [evidence('same_in_operation', { currency: shown })] };
}

/** A person who changed a value in the mapping itself has answered too. */
function asMapped(assumption: Assumption, { mapping, remembered }: Hint): Assumption {
  if (mapping === undefined || assumption.decidedBy === 'person')
    return remembered === true && assumption.decidedBy === 'person' ? { ...assumption, decidedBy: 'remembered' } : assumption;
  // A mapping by hand states what nobody was asked.
  if (mapping.answers?.['header'] !== undefined) return assumption;
  const written = { date_order: mapping.dateOrder, currency: mapping.currency, vat: String(mapping.vatIncludedRate) }[
    assumption.key as string
  ];
  if (remembered === true || written === undefined || written === assumption.value) return assumption;
  return decide({ ...assumption, others: assumption.options.map(({ value }) => value) }, { [assumption.key]: written });
}

/** What a sum of the whole document may be, where each line has its own by price and quantity. */
const ofTheDocument: ReadonlySet<ColumnMeaning> = new Set(['net_amount', 'gross_amount', 'vat_amount', 'list_amount', 'discount_amount']);

function mainAmount(meanings: ColumnMeaning[]): number {
  const net = meanings.indexOf('net_amount');
  return net >= 0 ? net : meanings.indexOf('gross_amount');
}

/** Of the country whose currency it is, the usual rate first. */
function vatRatesOf(currency: string): readonly string[] {
  return (
    {
      RUB: ['20', '22', '10'],
      UAH: ['20', '7', '14'],
      KZT: ['12', '16'],
      BYN: ['20', '10'],
      PLN: ['23', '8'],
      EUR: ['19', '20', '21'],
      GBP: ['20'],
    }[currency] ?? ['20']
  );
}

/** In a report in thousands prices may still be in ones: then price × quantity is a thousand times the sum. */
function pricesInOnes({ value, rows, meanings }: AmountColumns, unit: number): boolean {
  const [price, quantity, amount] = [meanings.indexOf('list_price'), meanings.indexOf('quantity'), mainAmount(meanings)];
  if (unit === 1 || price < 0 || quantity < 0 || amount < 0) return false;
  let ones = 0;
  let all = 0;
  for (let row = 0; row < rows; row++) {
    const [p, q, a] = [value(row, price), value(row, quantity), value(row, amount)];
    if (p === null || q === null || a === null || a === 0) continue;
    all++;
    if (Math.abs((p * q) / (a * unit) - 1) < 0.3) ones++;
  }
  return all > 0 && ones > all / 2;
}

/** Collapsed groups of a report are hidden too, and belong to it; single hidden rows were filtered away by somebody. */
function hiddenRows(rows: RawRow[], answers: Answers): Reading['hidden'] {
  const filtered = rows.filter(({ hidden, outlineLevel }) => hidden === true && outlineLevel === 0).length;
  if (filtered === 0) return 'count';
  return answers['hidden_rows'] === 'count' ? 'count' : answers['hidden_rows'] === 'leave_out' ? 'leave_out' : 'hold';
}

/** Columns with something in them that nothing is taken from: said, so that nobody thinks they were read. */
function notRead(columns: Recognition['columns'], profiles: ColumnProfile[]): Assumption | null {
  const unread = columns.filter(({ index, meaning, heading }) => meaning === 'ignored' && heading !== '' && profiles[index]!.filled > 0);
  return unread.length === 0
    ? null
    : decide({ key: 'not_read', value: unread.map(({ heading }) => heading).join(', '), sureness: 'evident' }, {});
}

/** A row that a person says is the heading. */
function headerOfAnswer(sample: RawRow[], answers: Answers): Header | null {
  const at = answers['header'] === undefined ? -1 : sample.findIndex(({ number }) => number === Number(answers['header']));
  return at < 0 ? null : { first: at, last: at, headings: sample[at]!.cells.map(cellText), stacked: null };
}

/** What the refusal names: how many rows and columns there are, and what the first row holds. */
function foundInstead(sample: RawRow[]): Record<string, string> {
  const filled = sample.filter((row) => filledCells(row) > 0);
  const first = filled.find((row) => filledCells(row) > 1) ?? filled[0];
  return {
    rows: String(filled.length),
    columns: String(Math.max(0, ...filled.map((row) => lastFilled(row) + 1))),
    headings:
      first === undefined
        ? ''
        : first.cells
            .map(cellText)
            .filter((text) => text !== '')
            .join(' | ')
            .slice(0, 300),
  };
}

/** A table whose headings nobody could find may still be mapped by a person: its first row with several cells stands for them. */
function withoutHeadings(sample: RawRow[], format: Recognition['format']): Recognition | null {
  const first = sample.findIndex((row) => filledCells(row) > 1);
  if (first < 0) return null;
  const width = Math.max(...sample.map((row) => lastFilled(row) + 1));
  // Days and numbers head no column: such a first row is data already.
  const headless = sample[first]!.cells.some(
    (cell) =>
      !isEmpty(cell) && (cell.type !== 'text' || parseDate(cellText(cell), 'dmy') !== null || parseNumber(cellText(cell), ',') !== null),
  );
  const headings = Array.from({ length: width }, (_, column) => (headless ? '' : cellText(sample[first]!.cells[column])));
  const profiles = profileColumns(sample.slice(headless ? first : first + 1), width);
  const columns = headings.map((heading, index) => ({
    index,
    heading,
    meaning: 'ignored' as const,
    confidence: 0,
    samples: profiles[index]!.samples,
  }));
  return {
    kind: 'sales',
    shape: null,
    layout: 'flat',
    format,
    tables: null,
    headerRows: headless ? [] : [sample[first]!.number],
    columns,
    period: null,
    titles: [],
    assumptions: [],
    sample: shownRows(sample),
    mapping: {
      kind: 'sales',
      columns: columns.map(({ index, heading, meaning }) => ({ index, heading, meaning })),
      dateOrder: 'dmy',
      currency: noCurrency,
      vatIncludedRate: 0,
      answers: { header: headless ? 'none' : String(sample[first]!.number) },
    },
    reading: plainReading(decimalHabits(profiles, headings)),
  };
}

async function firstRows(file: Pick<OpenedFile, 'rows'>): Promise<{ sample: RawRow[]; whole: boolean }> {
  const sample: RawRow[] = [];
  for await (const rows of file.rows()) {
    sample.push(...rows);
    if (sample.length >= sampleRows) return { sample, whole: false };
  }
  return { sample, whole: true };
}

/** A file without headings can be read if a person has said what its columns are. */
function headerOfMapping(mapping: Mapping | undefined): Header | null {
  return mapping ? { first: 0, last: -1, headings: mapping.columns.map(({ heading }) => heading), stacked: null } : null;
}

function titlesAbove(sample: RawRow[], header: Header): string[] {
  return sample
    .slice(0, header.first)
    .map((row) =>
      row.cells
        .map(cellText)
        .filter((text) => text !== '')
        .join(' '),
    )
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

function namesCustomer(meaning: ColumnMeaning): boolean {
  return (
    meaning === 'customer' ||
    meaning === 'details' ||
    meaning === 'customer_code' ||
    meaning === 'tax_id' ||
    meaning === 'payer' ||
    meaning === 'payee'
  );
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
function numbersOf(
  rows: RawRow[],
  decimals: DecimalSeparator[],
  meanings: ColumnMeaning[],
  open: number[],
): (row: number, column: number) => number | null {
  const cache = new Map<number, (number | null)[]>();
  meanings.forEach((meaning, column) => {
    if (/amount|price|cost|quantity|rate|margin/.test(meaning) || open.includes(column))
      cache.set(
        column,
        rows.map((row) => sampleNumber(row.cells[column], decimals[column]!)),
      );
  });
  return (row, column) => cache.get(column)?.[row] ?? null;
}

function describe(found: {
  headings: string[];
  meanings: ColumnMeaning[];
  choices: Choice[];
  profiles: ColumnProfile[];
  certain: boolean;
}): Recognition['columns'] {
  return found.headings.map((heading, index) => ({
    index,
    heading,
    meaning: found.meanings[index]!,
    confidence: found.certain
      ? 1
      : Math.round((found.choices[index]!.confidence || (found.meanings[index] === 'ignored' ? 0 : 0.7)) * 100) / 100,
    samples: found.profiles[index]!.samples,
  }));
}

function refuseOrders({
  kind,
  columns,
  grouping,
  rows,
}: {
  kind: FactName;
  columns: Recognition['columns'];
  grouping: Grouping | null;
  rows: RawRow[];
}): void {
  const documents = columns.find(({ meaning }) => meaning === 'document' || meaning === 'document_type');
  if (kind !== 'sales' || documents === undefined || rows.length === 0 || grouping) return;
  const orders = rows.filter((row) => isOrder(looseReference(cellText(row.cells[documents.index])).type)).length;
  if (orders > rows.length * 0.9) throw new ImportRefused({ code: 'orders_not_shipments', detail: { heading: documents.heading } });
}

/** Without a date, a customer and an amount nothing can be read; which columns they are a person may still say. */
function refuseIncomplete(
  recognition: Recognition,
  { rows, profiles, dated, mapped }: { rows: RawRow[]; profiles: ColumnProfile[]; dated: number; mapped: boolean },
): void {
  const { kind, columns } = recognition;
  const missing = missingMeanings(recognition, rows);
  const headings = columns.map(({ heading }) => heading).filter((heading) => heading !== '');
  // A column that is there and cannot be read is not missing: saying so would send a person looking for it.
  for (const meaning of mapped ? [] : missing) {
    const unreadable = columns.find(
      ({ index, heading, meaning: taken }) =>
        taken === 'ignored' &&
        heading !== '' &&
        profiles[index]!.filled > 0 &&
        matchHeading(heading, kind).some((candidate) => sameNeed(candidate.meaning, meaning) && candidate.score >= 0.7),
    );
    if (unreadable === undefined) continue;
    const samples = profiles[unreadable.index]!.samples;
    const detail = { column: meaning, heading: unreadable.heading, samples: samples.slice(0, 3).join(', ') };
    throw new ImportRefused(
      { code: meaning === 'date' && withoutYear(rows, unreadable.index) ? 'dates_without_year' : 'column_unreadable', detail },
      recognition,
    );
  }
  if (dated >= 0 && recognition.reading.year === null && withoutYear(rows, dated)) {
    throw new ImportRefused(
      {
        code: 'dates_without_year',
        detail: { column: 'date', heading: columns[dated]!.heading, samples: profiles[dated]!.samples.slice(0, 3).join(', ') },
      },
      recognition,
    );
  }
  if (missing.length > 0)
    throw new ImportRefused(
      { code: 'column_missing', detail: { column: missing.join(', '), headings: headings.join(' | ') } },
      recognition,
    );
}

/** Whether a heading promises what is missed. */
function sameNeed(candidate: string, missing: string): boolean {
  if (missing === 'amount' || missing === 'expense_amount') return candidate === 'amount' || /_amount$|^list_price$/.test(candidate);
  return candidate === missing || (missing === 'customer' && candidate === 'payer');
}

function missingMeanings({ kind, columns, reading, period }: Recognition, rows: RawRow[]): string[] {
  const has = (...meanings: ColumnMeaning[]): boolean =>
    columns.some(({ meaning }) => meanings.includes(meaning)) || meanings.some((meaning) => reading.grouping?.levels.includes(meaning));
  const document = columns.find(({ meaning }) => meaning === 'document');
  const dated =
    has('date') ||
    reading.grouping?.levels.includes('document') === true ||
    (document !== undefined && rows.some((row) => parseDocumentReference(cellText(row.cells[document.index]))));
  const table: ReadableTable = { has, dated, customer: has('customer', 'customer_code', 'tax_id'), period };
  return Object.entries(kinds[kind].needs).flatMap(([name, met]) => (met(table) ? [] : [name]));
}

function usualFields(below: RawRow[], header: Header, sample: RawRow[]): number {
  const counts = new Map<number, number>();
  for (const row of below) counts.set(row.cells.length, (counts.get(row.cells.length) ?? 0) + 1);
  const usual = [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
  return Math.max(usual, sample[header.first]?.cells.length ?? 0, header.headings.length);
}
