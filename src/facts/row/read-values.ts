/** Date, money, quantity and customer of one row, each a value or the reason why it is none. */
import type { CustomerMention, IsoDate } from '../../core/facts.ts';
import { canonicalBranchId, canonicalTaxId, splitTaxAndBranch } from '../../core/identify/legal-id.ts';
import type { ColumnMeaning } from './meanings.ts';
import type { RejectReason } from './outcome.ts';
import type { Mapping, Reading } from './reading.ts';
import { currencyOfCell, parseCurrency, splitCurrency } from '../values/currency.ts';
import { unitInHeading } from '../values/unit.ts';
import { cellText, isEmpty } from '../values/cell.ts';
import { dateFromEpoch, dateFromSerial, dayAfter, parseDate, plausibleSerial } from '../values/date.ts';
import { type Decimal, parseKopecks, parseNumber, parseStoredNumber } from '../values/number.ts';
import { isYes, postedState } from './kind-words.ts';
import type { RowView } from './row-view.ts';

export interface Failure {
  reason: RejectReason;
  detail: string;
}

export type Read<T> = { ok: true; value: T } | { ok: false; failure: Failure };

/** Null: the cell is empty, or holds what programs write for no date. */
export function readDate(view: RowView, order: Mapping['dateOrder'], meaning: ColumnMeaning = 'date'): IsoDate | null | Failure {
  const cell = view.cell(meaning);
  if (isEmpty(cell)) return null;
  const text = cellText(cell);
  if (noDate.test(text)) return null;
  const invalid: Failure = { reason: 'invalid_date', detail: text };
  const day = (date: IsoDate | null): IsoDate | Failure => (date === null ? invalid : view.dates.evening ? dayAfter(date) : date);
  if (view.dates.epoch !== null && /^\d{10,13}(\.\d+)?$/.test(text))
    return day(dateFromEpoch(Number(text) / (view.dates.epoch === 'seconds' ? 1 : 1000)));
  if (cell!.type === 'number') {
    const serial = Number(cell!.text);
    if (serial === 0) return null;
    // 20260302 in a number cell is a date written without points.
    const compact = /^(19|20)\d{6}$/.test(text) ? parseDate(text, order) : null;
    return day(compact ?? (cell!.dateLike || plausibleSerial(serial) ? dateFromSerial(serial) : null));
  }
  if (cell!.type !== 'text') return invalid;
  const date = parseDate(
    view.dates.year !== null && /^\d{1,2}[./]\d{1,2}\.?$/.test(text)
      ? `${text.replace(/\.$/, '')}.${view.dates.year}`.replaceAll('/', '.')
      : text,
    order,
  );
  if (date !== null) return day(date);
  const serial = /^\d{5}([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
  return day(plausibleSerial(serial) ? dateFromSerial(serial) : null);
}

/** What 1C and SQL Server write where there is no date, in whatever order and with whatever time. */
const noDate =
  /^(0?1[./-]0?1[./-](0001|1753|1899|1900)|(0001|1753|1899|1900)[./-]0?1[./-]0?1|30[./-]12[./-]1899|1899-12-30|null|n\/?a|none|nil|-|–|—)(\s.*|T.*)?$/i;

/**
 * A cell of money: null when empty. In columns that may well be empty a dash stands for nothing too; in the amount itself it
 * is no number.
 */
export function readMoney(
  view: RowView,
  meaning: ColumnMeaning,
  { dashIsNothing }: { dashIsNothing: boolean },
): { value: Decimal; currency: string | null } | null | Failure {
  const cell = view.cell(meaning);
  if (isEmpty(cell)) return null;
  const text = cellText(cell);
  if (cell!.type === 'number') {
    const value = parseStoredNumber(cell!.text);
    if (value) return { value: inUnits(value, { view, meaning }), currency: cell!.currency ?? null };
  }
  if (cell!.type === 'text') {
    if (dashIsNothing && /^([-–—]|без (ндс|пдв)|не облагается|не подлежит.*|нет|n\/a|none|exempt)$/i.test(text)) return null;
    const { number, currency } = splitCurrency(text);
    const value = parseNumber(number, view.decimal(meaning)) ?? parseKopecks(text);
    if (value) return { value: inUnits(value, { view, meaning }), currency };
  }
  return { reason: 'invalid_amount', detail: `${view.heading(meaning)}: ${text.slice(0, 60)}` };
}

/** "Сумма, тыс. руб.": the heading says what a one stands for, else the titles do. */
function inUnits(value: Decimal, { view, meaning }: { view: RowView; meaning: ColumnMeaning }): Decimal {
  const own = unitInHeading(view.heading(meaning));
  const factor =
    own > 1
      ? own
      : meaning === 'list_price' || meaning === 'unit_cost'
        ? view.units.prices
        : meaning === 'discount_rate'
          ? 1
          : view.units.sums;
  return factor === 1 ? value : { digits: value.digits * BigInt(factor), scale: value.scale };
}

/** "25 шт" is twenty-five. */
export function readQuantity(view: RowView): Decimal | null | Failure {
  const cell = view.cell('quantity');
  if (isEmpty(cell)) return null;
  const text = cellText(cell);
  if (cell!.type === 'number') {
    const stored = parseStoredNumber(cell!.text);
    if (stored) return stored;
  }
  const bare = text.replace(/[\s\u00a0]*\p{L}[\p{L}./²³\d]{0,9}$/u, '').trim();
  const value = cell!.type === 'text' ? parseNumber(bare === '' ? text : bare, view.decimal('quantity')) : null;
  return value ?? { reason: 'invalid_quantity', detail: text.slice(0, 60) };
}

/** "20%", "20", "0.2", "20/120", "Без НДС": per cent; null where it cannot be read. */
export function readRate(text: string): Decimal | null {
  const plain = text
    .trim()
    .replace(/\s*%$/, '')
    .replace(/^(ндс|пдв|vat|gst)\s*/i, '')
    .replace(/\/1\d\d$/, '');
  if (plain === '' || /^(без|не обл|exempt|none|no vat|нет|[-–—]$|zero)/i.test(plain)) return { digits: 0n, scale: 0 };
  const value = parseNumber(plain, plain.includes(',') ? ',' : '.');
  if (value === null) return null;
  const isFraction = !text.includes('%') && value.scale > 0 && value.digits < 10n ** BigInt(value.scale);
  return isFraction ? { digits: value.digits * 100n, scale: value.scale } : value;
}

export function readCustomer(view: RowView, reading: Pick<Reading, 'taxIdsLoseZeros'>): CustomerMention {
  const cell = view.cell('tax_id');
  const joined = splitTaxAndBranch(cellText(cell));
  const zerosMayBeLost = cell?.type === 'number' || reading.taxIdsLoseZeros;
  let name = view.text('customer');
  let taxId = canonicalTaxId(joined.taxId, { zerosMayBeLost });
  let branchId = canonicalBranchId(view.filled('branch_id') ? view.text('branch_id') : joined.branchId);
  if (taxId === '' && !view.has('tax_id')) {
    // 1C prints the ids behind the name where the report has no column for them.
    const inside = /[,;(\s]+(?:инн|єдрпоу|едрпоу|бин|унп)\s*:?\s*(\d{8,12})(?:\s*[/,;]?\s*(?:кпп)?\s*:?\s*(\d{9}))?\)?/i.exec(name);
    if (inside) {
      taxId = canonicalTaxId(inside[1]!, { zerosMayBeLost: false });
      branchId ||= inside[2] ?? '';
      name = name.replace(inside[0], '').trim();
    }
  }
  if (nobody.test(name)) name = '';
  return {
    code: nobody.test(codeText(view)) ? '' : codeText(view),
    name,
    taxId,
    branchId,
    region: view.text('region'),
    group: view.text('group'),
    industry: view.text('industry'),
  };
}

/** What databases and people write where there is no customer. */
const nobody =
  /^(null|<?null>?|n\/?a|#n\/a|#н\/д|none|nil|undefined|nan|[-–—.?_*\s]+|не указан\p{L}*|не вказан\p{L}*|<не указан\p{L}*>|не задан\p{L}*|<?пусто\p{L}*>?|\(?blank\)?|\(пусто\)|\(порожньо\)|<\.\.\.>|<>|<?без контрагента>?|<?без клієнта>?|unknown customer|not set)$/iu;

/** A code that a spreadsheet holds as 242.0 is 242. */
function codeText(view: RowView): string {
  const cell = view.cell('customer_code');
  const text = cellText(cell);
  return cell?.type === 'number' ? text.replace(/\.0+$/, '') : text;
}

export function namesNobody({ code, name, taxId }: CustomerMention): boolean {
  return code === '' && name === '' && taxId === '';
}

/** Null where the row names a currency that we do not know. A sign beside the sum counts where no column does. */
export function currencyOf(view: RowView, usual: string, amount: ColumnMeaning): string | null {
  if (view.filled('currency')) return parseCurrency(view.text('currency'));
  if (view.has('currency')) return usual;
  return currencyOfCell(view.cell(amount)) ?? usual;
}

/** Not posted, cancelled or marked for deletion. */
export function isDraft(view: RowView): boolean {
  return (view.filled('posted') && postedState(view.text('posted')) === false) || (view.filled('deleted') && isYes(view.text('deleted')));
}

export function isFailure(value: unknown): value is Failure {
  return typeof value === 'object' && value !== null && 'reason' in value;
}
