/**
 * CommerceML 2 → lines of sales: shipments and returns of goods. Orders, invoices, purchases and moves of money are no sales and
 * are left out; where a file holds nothing but orders, a person must say so. Catalogues and offers are refused by name.
 */
import type { Cell } from '../../../facts/row/raw-row.ts';
import { ImportRefused, type PrintedTotal } from '../../recognition.ts';
import type { OpenedFile } from '../../open-file.ts';
import { isOrder } from '../../../facts/row/kind-words.ts';
import { parseDate } from '../../../facts/values/date.ts';
import { readWhole } from '../../whole-file/read-whole.ts';
import { openRows } from '../../whole-file/rows-in-memory.ts';
import { decodeXml } from '../../xml/decode-xml.ts';
import { readElements, textAt, type XmlElement } from '../../xml/read-elements.ts';
import { type DeclaredColumn, DeclaredRows, sumCell, textCell } from '../declared-rows.ts';
import { plainDecimal } from '../exact-sum.ts';
import { type CommerceDocument, documentOf } from './documents.ts';
import { amountsOf, type LineAmounts } from './line-amounts.ts';

const columns = {
  date: { heading: 'Дата', meaning: 'date' },
  number: { heading: 'Номер', meaning: 'document_number' },
  operation: { heading: 'ХозОперация', meaning: 'document_type' },
  returned: { heading: 'Возврат', meaning: 'return_flag' },
  line: { heading: 'Номер строки', meaning: 'row_number' },
  seller: { heading: 'Продавец', meaning: 'seller' },
  customerCode: { heading: 'Контрагент Ид', meaning: 'customer_code' },
  customer: { heading: 'Контрагент', meaning: 'customer' },
  taxId: { heading: 'ИНН', meaning: 'tax_id' },
  branchId: { heading: 'КПП', meaning: 'branch_id' },
  region: { heading: 'Регион', meaning: 'region' },
  productCode: { heading: 'Артикул', meaning: 'product_code' },
  product: { heading: 'Товар', meaning: 'product' },
  unit: { heading: 'Единица', meaning: 'unit' },
  quantity: { heading: 'Количество', meaning: 'quantity' },
  price: { heading: 'Цена за единицу', meaning: 'list_price' },
  discount: { heading: 'Скидка', meaning: 'discount_amount' },
  gross: { heading: 'Сумма с НДС', meaning: 'gross_amount' },
  tax: { heading: 'НДС', meaning: 'vat_amount' },
  net: { heading: 'Сумма без НДС', meaning: 'net_amount' },
  currency: { heading: 'Валюта', meaning: 'currency' },
  manager: { heading: 'Менеджер', meaning: 'manager' },
  posted: { heading: 'Проведен', meaning: 'posted' },
  deleted: { heading: 'Отменен или помечен на удаление', meaning: 'deleted' },
} as const satisfies Record<string, DeclaredColumn>;

export async function openCommerceml({ path, size }: { path: string; size: number }): Promise<OpenedFile> {
  const text = decodeXml(await readWhole({ path, size, format: 'CommerceML' }));
  const documents: CommerceDocument[] = [];
  const others = new Set<string>();
  readElements(text, {
    format: 'CommerceML',
    wanted: (name) => name === 'Документ' || name === 'Каталог' || name === 'ПакетПредложений' || name === 'Классификатор',
    found: (element) => (element.name === 'Документ' ? documents.push(documentOf(element)) : others.add(element.name)),
  });
  if (documents.length === 0) throw new ImportRefused({ code: 'commerceml', detail: { found: [...others].join(', ') } });

  leaveOutTwins(documents);
  const orders = documents.filter(({ operation }) => isOrder(operation));
  const ordersOnly =
    orders.length > 0 && !documents.some(({ operation }) => shipped.test(operation))
      ? { heading: columns.operation.heading, documents: orders.length }
      : null;
  const rows = new DeclaredRows<keyof typeof columns>(ordersOnly === null ? columns : { ...columns, operation: ofOrders });
  const known = documents.map((document) => ({ document, amounts: amountsOf(document) }));
  const taxed = known.some(({ amounts }) => amounts.lines.some((line) => line !== null && line.tax !== null));
  let ordinal = 0;
  for (const { document, amounts } of known) {
    document.lines.forEach((line, at) =>
      addLine(rows, { document, line, amounts: amounts.lines[at] ?? null, number: ++ordinal, ofDocument: at + 1 }),
    );
    if (document.lines.length === 0)
      addLine(rows, { document, line: emptyLine(document), amounts: null, number: ++ordinal, ofDocument: 1 });
  }
  return openRows({
    container: 'commerceml',
    size,
    rows: rows.rows,
    declared: {
      kind: 'sales',
      columns: taxed ? rows.columns : rows.columns.map(untaxed),
      own: { taxIds: [], accounts: [], names: [] },
      currency: null,
      period: null,
      titles: [],
      printedTotals: totalsOf(known),
      vatStated: taxed,
      ordersOnly,
    },
  });
}

/** A tax invoice says again what its shipment says; alone, it is the shipment. */
function leaveOutTwins(documents: CommerceDocument[]): void {
  if (!documents.some(({ operation }) => shipped.test(operation))) return;
  for (const document of documents) if (/^сч[её]т[- ]фактура/i.test(document.operation)) document.posted = false;
}

/** A document without lines: money paid, which is no sale, or goods that were lost on the way, which is rejected. */
function emptyLine({ line }: CommerceDocument): XmlElement {
  return { name: 'Товар', attributes: {}, children: [], text: '', line };
}

const shipped = /отпуск|реализац|отгрузк|передача|отчет о продаже|отчёт о продаже/i;

/**
 * Where orders are taken as sales, their kind is no reason to leave them out. Under a heading of its own: what a person said of a
 * file of orders is remembered by its headings, and must not be taken for said of shipments.
 */
const ofOrders: DeclaredColumn = { heading: 'ХозОперация (заказы)', meaning: 'ignored' };

function untaxed(column: DeclaredColumn): DeclaredColumn {
  return column.meaning === 'gross_amount' || column.meaning === 'vat_amount' ? { ...column, meaning: 'ignored' } : column;
}

function addLine(
  rows: DeclaredRows<keyof typeof columns>,
  found: { document: CommerceDocument; line: XmlElement; amounts: LineAmounts | null; number: number; ofDocument: number },
): void {
  const { document, line, amounts, number, ofDocument } = found;
  const { customer } = document;
  const quantity = textAt(line, 'Количество');
  rows.add(
    { number, line: line.line },
    {
      date: textCell(parseDate(document.date, 'ymd') ?? document.date),
      number: textCell(document.number),
      operation: textCell(operationOf(document)),
      returned: textCell(/возврат/i.test(document.operation) ? 'да' : 'нет'),
      line: textCell(String(ofDocument)),
      seller: textCell(document.seller),
      customerCode: textCell(customer.id),
      customer: textCell(customer.name),
      taxId: textCell(customer.taxId),
      branchId: textCell(customer.branchId),
      region: textCell(customer.region),
      productCode: textCell(textAt(line, 'Артикул') || textAt(line, 'Ид')),
      product: textCell(textAt(line, 'Наименование')),
      unit: textCell(textAt(line, 'БазоваяЕдиница') || textAt(line, 'Единица')),
      quantity: sumCell(quantity),
      price: sumCell(textAt(line, 'ЦенаЗаЕдиницу')),
      ...moneyOf(line, amounts),
      currency: textCell(document.currency),
      manager: textCell(document.manager),
      posted: textCell(document.posted ? 'Да' : 'Нет'),
      deleted: textCell(document.deleted ? 'Да' : ''),
    },
  );
}

/** What we bought and money that moved are named so that nobody takes them for sales and their returns. */
function operationOf({ operation, bought }: CommerceDocument): string {
  if (/денег|денежн/i.test(operation)) return 'Оплата';
  return bought ? `Покупка у поставщика: ${operation}` : operation;
}

function moneyOf(line: XmlElement, amounts: LineAmounts | null): Record<'gross' | 'tax' | 'net' | 'discount', Cell> {
  // A sum that is none stays as printed, and its row is rejected.
  if (amounts === null)
    return { gross: textCell(textAt(line, 'Сумма')), tax: textCell(''), net: textCell(textAt(line, 'Сумма')), discount: textCell('') };
  const { gross, tax, discount } = amounts;
  const cell = (sum: bigint): Cell => ({ type: 'number', text: plainDecimal(sum), dateLike: false });
  return {
    gross: cell(gross),
    tax: cell(tax ?? 0n),
    net: cell(gross - (tax ?? 0n)),
    discount: discount === null ? textCell('') : cell(discount),
  };
}

/** Each document states its sum; of those that its lines do not come to, how many there are. */
function totalsOf(known: { document: CommerceDocument; amounts: ReturnType<typeof amountsOf> }[]): PrintedTotal[] {
  const stated = known.filter(({ document, amounts }) => amounts.printed !== null && document.lines.length > 0);
  if (stated.length === 0) return [];
  const reached = stated.filter(({ amounts }) => amounts.printed === amounts.read);
  return [{ about: '', name: 'documents', printed: String(stated.length), read: String(reached.length) }];
}
