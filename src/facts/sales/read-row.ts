/** One row of a sales file: a sale, a return, a correction, a draft, or a rejection with its reason. */
import type { SaleKind, SaleLine } from '../../core/facts.ts';
import type { HoldReason, RejectReason } from '../row/outcome.ts';
import type { WordMeanings } from '../row/word-meanings.ts';
import { currencyOfCell, parseCurrency } from '../values/currency.ts';
import { type DocumentReference, looseReference } from '../values/document-reference.ts';
import { toScale } from '../values/number.ts';
import { asksOfReturns, documentKind, flagKind, isYes } from '../row/kind-words.ts';
import type { WordMeaning } from '../row/state-words.ts';
import { outOfRange } from '../row/plausible-dates.ts';
import { isFailure, readCustomer, readDate, readQuantity } from '../row/read-values.ts';
import type { ReadAs } from '../row/reading.ts';
import type { FileSoFar, ReadRow } from '../kind.ts';
import type { RowView } from '../row/row-view.ts';
import { type SaleAmounts, saleAmounts } from './sale-amounts.ts';

/** `lineNumber` is 0 here; whoever sees all rows counts the lines of a document. */
export function readSale(view: RowView, as: ReadAs, { words }: FileSoFar): ReadRow<'sales', SaleLine> {
  const row = view.row.number;
  const reference: DocumentReference = view.has('document') ? looseReference(view.text('document')) : { type: '', number: '', date: null };
  const type = view.text('document_type') || reference.type;
  const said = saidBy({ states: view.texts('posted'), type, flag: view.text('return_flag'), words });
  if (said.means === 'no' && !said.open) return { type: 'ignored', row, why: 'not_a_shipment' };
  const draft = said.means === 'draft' || (view.filled('deleted') && isDeleted(view.text('deleted')));
  const result = readLine(view, as, { type, reference, said });
  // What is not shipped needs no mending: an open order has no day of shipment yet.
  if (draft && !said.open)
    return result.type === 'fact'
      ? { type: 'draft', kind: 'sales', row, entry: result.entry }
      : { type: 'ignored', row, why: 'not_a_shipment' };
  return said.open && result.type === 'fact' ? { ...result, held: 'unknown_word' } : result;
}

function readLine(
  view: RowView,
  as: ReadAs,
  { type, reference, said }: { type: string; reference: DocumentReference; said: Said },
): ReadRow<'sales', SaleLine> {
  const { reading, mapping } = as;
  const row = view.row.number;
  const reject = (reason: RejectReason, detail = ''): ReadRow<'sales', SaleLine> => ({
    type: 'rejected',
    row,
    reason,
    detail,
    cells: view.printed(),
  });

  const ownDate = readDate(view, mapping.dateOrder);
  if (isFailure(ownDate)) return reject(ownDate.reason, ownDate.detail);
  const date = ownDate ?? reference.date;
  if (date === null) return reject('missing_date', view.heading('date'));
  if (outOfRange(date, reading.usualDates)) return reject('date_out_of_range', view.text('date') || date);

  const customer = readCustomer(view, reading);
  if (customer.code === '' && customer.name === '' && customer.taxId === '') return reject('missing_customer');
  const numbered = view.has('document_number') || view.has('document');
  const documentNumber = (view.text('document_number') || reference.number).replace(/\.0+$/, '');
  if (numbered && documentNumber === '') return reject('missing_document');

  const quantity = view.has('quantity') ? readQuantity(view) : null;
  if (isFailure(quantity)) return reject(quantity.reason, quantity.detail);
  const currency = currencyOf(view, mapping.currency);
  if (currency === null) return reject('unknown_currency', view.text('currency'));
  const amounts = saleAmounts({ view, currency, quantity, reading, mapping });
  if (isFailure(amounts)) return reject(amounts.reason, amounts.detail);

  const quantityMicro = quantity === null ? null : toScale(quantity, 6);
  const { kind, held } = kindOf({ view, type, said, amounts, quantityMicro, marksReturns: reading.marksReturns });
  const entry: SaleLine = {
    seller: view.text('seller') || reading.seller,
    documentType: type || typeFromFlag(view, kind),
    documentNumber: numbered ? documentNumber : `${date} ${customer.code || customer.taxId || customer.name}`,
    lineNumber: 0,
    shippedOn: date,
    customer,
    deliveryPoint: view.text('delivery_point'),
    productCode: view.text('product_code'),
    product: view.text('product'),
    productLine: view.text('product_line'),
    unit: view.text('unit'),
    ...signed(amounts, quantityMicro, kind),
    currency,
    manager: view.text('manager'),
    kind,
  };
  return { type: 'fact', kind: 'sales', row, entry, held, heldBecauseOfRow: null };
}

/** What the words of a row say together: one that excludes it beats one that turns it, which beats the usual. */
interface Said {
  means: WordMeaning;
  open: boolean;
}

const strongest: readonly WordMeaning[] = ['no', 'draft', 'return', 'correction', 'counts'];

function saidBy({ states, type, flag, words }: { states: string[]; type: string; flag: string; words: WordMeanings }): Said {
  const said = [...states.map((state) => words.of('posted', state)), words.of('document_type', type), words.of('return_flag', flag)].filter(
    (word) => word !== null,
  );
  const surely = said.filter(({ open }) => !open).map(({ means }) => means);
  // A row that one word surely excludes needs no answer on another.
  if (surely.includes('no') || surely.includes('draft')) return { means: surely.includes('no') ? 'no' : 'draft', open: false };
  return { means: strongest.find((means) => said.some((word) => word.means === means)) ?? 'counts', open: surely.length < said.length };
}

/** Null where the row names a currency that we do not know. A sign beside the sum counts where no column does. */
function currencyOf(view: RowView, usual: string): string | null {
  if (view.filled('currency')) return parseCurrency(view.text('currency'));
  if (view.has('currency')) return usual;
  for (const meaning of ['net_amount', 'gross_amount', 'list_price'] as const) {
    const currency = currencyOfCell(view.cell(meaning));
    if (currency !== null) return currency;
  }
  return usual;
}

function kindOf(input: {
  view: RowView;
  type: string;
  said: Said;
  amounts: SaleAmounts;
  quantityMicro: bigint | null;
  marksReturns: boolean;
}): { kind: SaleKind; held: HoldReason | null } {
  const { view, type, said, amounts, quantityMicro, marksReturns } = input;
  const byType = documentKind(type);
  const flag = flagOf(view);
  const byFlag = flag === 'yes' ? 'return' : flag === 'no' ? null : flag;
  if (said.means === 'return' || byFlag === 'return') return { kind: 'return', held: null };
  if (said.means === 'correction') return { kind: 'correction', held: null };
  // Taken back by its quantity and sold by its sum: only a person knows which of the two is meant.
  if (byType === null && byFlag === null && amounts.net > 0n && quantityMicro !== null && quantityMicro < 0n)
    return { kind: 'return', held: 'negative_without_return_flag' };
  const negative = amounts.net < 0n || (amounts.net === 0n && quantityMicro !== null && quantityMicro < 0n);
  if (!negative)
    return { kind: quantityMicro === 0n && amounts.net !== 0n && type === '' && flag === null ? 'correction' : 'sale', held: null };
  if (marksReturns) return { kind: 'return', held: 'negative_without_return_flag' };
  return { kind: quantityMicro === 0n ? 'correction' : 'return', held: null };
}

function flagOf(view: RowView): ReturnType<typeof flagKind> {
  const flag = view.filled('return_flag') ? flagKind(view.text('return_flag')) : null;
  return (flag === 'yes' || flag === 'no') && !asksOfReturns(view.heading('return_flag')) ? null : flag;
}

/** Where only a flag tells a return from a sale of the same number, the flag is the document's type. */
function typeFromFlag(view: RowView, kind: SaleKind): string {
  const flag = flagOf(view);
  if (flag !== null && flag !== 'yes' && flag !== 'no') return view.text('return_flag');
  return flag === 'yes' && kind === 'return' ? view.heading('return_flag') : '';
}

/**
 * A return is negative however it is printed; a correction has no quantity and either sign. Its printed discount is the change of the
 * discount: a price that was lowered by 20 has a net amount of -20 and a discount of 20.
 */
function signed(
  amounts: SaleAmounts,
  quantityMicro: bigint | null,
  kind: SaleKind,
): Pick<SaleLine, 'quantityMicro' | 'listMinor' | 'discountMinor' | 'netMinor' | 'vatMinor' | 'costMinor'> {
  const { net, vat, list, discount, cost } = amounts;
  if (kind === 'correction' && amounts.printedDiscount !== null) {
    const changed = changeOfDiscount(amounts, amounts.printedDiscount);
    return { quantityMicro: 0n, listMinor: net + changed, discountMinor: changed, netMinor: net, vatMinor: vat, costMinor: cost };
  }
  if (kind === 'correction') {
    const along = (value: bigint | null): bigint | null => (value === null ? null : net < 0n ? -value : value);
    return { quantityMicro: 0n, listMinor: along(list), discountMinor: along(discount), netMinor: net, vatMinor: vat, costMinor: cost };
  }
  if (kind === 'sale') return { quantityMicro, listMinor: list, discountMinor: discount, netMinor: net, vatMinor: vat, costMinor: cost };
  return {
    quantityMicro: back(quantityMicro),
    listMinor: list === null ? null : -list,
    discountMinor: discount === null ? null : -discount,
    netMinor: back(net)!,
    vatMinor: back(vat),
    costMinor: back(cost),
  };
}

/** As it is printed, unless the printed list value shows the other sign. */
function changeOfDiscount({ net, printedList }: SaleAmounts, printed: bigint): bigint {
  const other = -printed;
  return printedList !== null && withinOne(printedList - net, other) && !withinOne(printedList - net, printed) ? other : printed;
}

function withinOne(a: bigint, b: bigint): boolean {
  return a - b <= 1n && b - a <= 1n;
}

function back(value: bigint | null): bigint | null {
  return value !== null && value > 0n ? -value : value;
}

function isDeleted(text: string): boolean {
  return isYes(text) || /удал|отмен|аннул|вилуч|скасов|delet|cancel|void/i.test(text);
}
