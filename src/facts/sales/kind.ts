/** Sales: a line of what was shipped, taken back or corrected in price. */
import type { SaleLine } from '../../core/facts.ts';
import { bigint, bigintOrNull, customer, day, type FactKind, integer, text } from '../kind.ts';
import { readSale } from './read-row.ts';

export const sales: FactKind<'sales', 'sale_line', SaleLine> = {
  name: 'sales',
  journal: 'sale_line',
  columns: {
    seller: { ...text, names: 'document' },
    documentType: { ...text, names: 'document' },
    documentNumber: { ...text, names: 'document' },
    lineNumber: { ...integer, names: 'document' },
    shippedOn: day,
    customer,
    productCode: text,
    product: text,
    productLine: text,
    unit: text,
    quantityMicro: bigintOrNull,
    listMinor: bigintOrNull,
    discountMinor: bigintOrNull,
    netMinor: bigint,
    vatMinor: bigintOrNull,
    costMinor: bigintOrNull,
    currency: text,
    manager: text,
    kind: text,
    // Files that were written before there was such a column lack it.
    deliveryPoint: { ...text, compared: "coalesce(delivery_point, '')" },
  },
  day: 'shippedOn',
  amount: 'netMinor',
  // A file without document numbers: one document per customer and day.
  document: ['seller', 'document_type', `if(document_number = '', '@' || customer_code || '@' || shipped_on, document_number)`],
  title: {},
  shown: {
    document: 'title',
    what: `coalesce(nullif(product, ''), nullif(product_code, ''), product_line)`,
    quantity_micro: 'quantity_micro',
    unit: 'unit',
    currency: 'currency',
    net_minor: 'net_minor',
    kind: 'kind',
  },
  mayWait: true,
  wholePeriod: true,
  inGroups: true,
  sums: true,
  headings: null,
  needs: {
    date: ({ dated }) => dated,
    customer: ({ customer: named, has }) => named || has('payer'),
    amount: ({ has }) => has('net_amount', 'gross_amount', 'list_amount') || (has('list_price') && has('quantity')),
  },
  read: readSale,
};
