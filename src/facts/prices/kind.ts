/** List prices. A price counts like a document of its item, unit, type, currency and day: a later import of any source replaces it. */
import type { ListPrice } from '../../core/facts.ts';
import { bigint, day, type FactKind, text } from '../kind.ts';
import { priceHeadings } from './headings.ts';
import { readPrice } from './read-row.ts';

export const prices: FactKind<'prices', 'list_price', ListPrice> = {
  name: 'prices',
  journal: 'list_price',
  columns: {
    validOn: day,
    productCode: text,
    product: text,
    unit: text,
    priceType: text,
    // Millionths of a minor unit for one unit of the item, without VAT.
    priceMicro: bigint,
    currency: text,
  },
  day: 'validOn',
  amount: null,
  document: [`''`, 'product_code', 'product', 'unit', 'price_type', 'currency', 'valid_on'],
  title: { type: `coalesce(nullif(product, ''), product_code) || ' ' || valid_on`, number: `''` },
  shown: {
    what: `coalesce(nullif(product, ''), product_code)`,
    unit: 'unit',
    document: 'price_type',
    currency: 'currency',
    net_minor: 'round(price_micro / 1000000)::bigint',
  },
  mayWait: false,
  // A price list is never the whole of them: what it lacks still holds.
  wholePeriod: false,
  inGroups: false,
  sums: true,
  headings: priceHeadings,
  needs: {
    product: ({ has }) => has('product', 'product_code'),
    list_price: ({ has }) => has('list_price'),
    date: ({ has, period }) => has('date') || period !== null,
  },
  read: readPrice,
};
