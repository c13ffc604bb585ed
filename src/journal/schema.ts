/**
 * The journal's Parquet files, one per batch and kind: `journal/<kind>/<batch>.parquet` in the data folder.
 * Facts carry the source's own customer code; which customer that is, records say (customer_code).
 */

export const journalKinds = [
  'sale_line',
  'payment',
  'exchange_rate',
  'list_price',
  'cost',
  'direct_cost',
  'service_event',
  'contract_term',
  'withdrawal',
  'same_document',
] as const;
export type JournalKind = (typeof journalKinds)[number];

/**
 * Columns by kind, DuckDB types, in the order of the file. `document` is the identity of a document within its source:
 * seller | type | number | calendar year. A document is replaced whole by a batch of a higher position.
 */
export const journalColumns: Record<JournalKind, Record<string, string>> = {
  sale_line: {
    row_number: 'INTEGER',
    document: 'VARCHAR',
    seller: 'VARCHAR',
    document_type: 'VARCHAR',
    document_number: 'VARCHAR',
    line_number: 'INTEGER',
    shipped_on: 'DATE',
    customer_code: 'VARCHAR',
    product_code: 'VARCHAR',
    product: 'VARCHAR',
    product_line: 'VARCHAR',
    unit: 'VARCHAR',
    quantity_micro: 'BIGINT',
    list_minor: 'BIGINT',
    discount_minor: 'BIGINT',
    net_minor: 'BIGINT',
    vat_minor: 'BIGINT',
    cost_minor: 'BIGINT',
    currency: 'VARCHAR',
    manager: 'VARCHAR',
    kind: 'VARCHAR',
    delivery_point: 'VARCHAR', // '' where the file names none; files written before there was such a column lack it
  },
  payment: {
    row_number: 'INTEGER',
    document: 'VARCHAR',
    seller: 'VARCHAR',
    document_type: 'VARCHAR',
    document_number: 'VARCHAR',
    paid_on: 'DATE',
    customer_code: 'VARCHAR',
    amount_minor: 'BIGINT',
    currency: 'VARCHAR',
    kind: 'VARCHAR',
    purpose: 'VARCHAR',
  },
  // A rate counts like a document of its currency and day: a later batch of any source replaces it.
  exchange_rate: {
    row_number: 'INTEGER',
    document: 'VARCHAR',
    rated_on: 'DATE',
    currency: 'VARCHAR',
    in_currency: 'VARCHAR', // the company's currency when the rate came; '' where it had none yet: whichever it gets
    rate_micro: 'BIGINT', // millionths of in_currency for `nominal` units of currency
    nominal: 'BIGINT',
    stands: 'BOOLEAN', // entered by hand: holds from its day on, where no table has a rate of the day; older files lack it
  },
  // A list price counts like a document of its item, unit, type, currency and day: a later batch of any source replaces it.
  list_price: {
    row_number: 'INTEGER',
    document: 'VARCHAR',
    valid_on: 'DATE',
    product_code: 'VARCHAR',
    product: 'VARCHAR',
    unit: 'VARCHAR',
    price_type: 'VARCHAR',
    price_micro: 'BIGINT', // millionths of a minor unit for one unit of the item, without VAT
    currency: 'VARCHAR',
  },
  // What a pool cost in a month. Its document is the month and the pool; rows of both add up.
  cost: {
    row_number: 'INTEGER',
    document: 'VARCHAR',
    month: 'DATE', // its first day
    pool: 'VARCHAR',
    amount_minor: 'BIGINT',
    paid_minutes_micro: 'BIGINT', // millionths; null where the file does not say
    currency: 'VARCHAR',
  },
  // What one customer caused. Its document is its number where it has one, else the day, the customer and the kind of cost.
  direct_cost: {
    row_number: 'INTEGER',
    document: 'VARCHAR',
    happened_on: 'DATE',
    customer_code: 'VARCHAR',
    document_number: 'VARCHAR',
    name: 'VARCHAR',
    amount_minor: 'BIGINT',
    currency: 'VARCHAR',
  },
  // Its document is its own number where it has one, else all that it says but for count and minutes.
  service_event: {
    row_number: 'INTEGER',
    document: 'VARCHAR',
    happened_on: 'DATE',
    customer_code: 'VARCHAR',
    event: 'VARCHAR', // call | visit | delivery | ticket | claim | order | return | meeting | email, or as printed, in lower case
    count: 'BIGINT',
    minutes_micro: 'BIGINT', // millionths, of all together; null where unknown
    person: 'VARCHAR',
    document_number: 'VARCHAR', // what it was about
  },
  // One term of a contract. Its document is the contract's number, the customer and the first day.
  contract_term: {
    row_number: 'INTEGER',
    document: 'VARCHAR',
    customer_code: 'VARCHAR',
    contract_number: 'VARCHAR',
    valid_from: 'DATE',
    valid_until: 'DATE', // the last day
    terminated_on: 'DATE', // null where it was not ended before its time
    amount_minor: 'BIGINT', // of the whole term, without VAT; null where unknown
    currency: 'VARCHAR',
  },
  // Documents that a batch takes back: drafts that were posted before, and what a replaced period lacks.
  withdrawal: {
    document: 'VARCHAR',
    fact: 'VARCHAR', // the kind of the journal that it is of
    reason: 'VARCHAR', // draft | period_replaced
  },
  // Documents of two sources that are one: it counts once, from the more detailed of the two, the later batch's where both say as much.
  same_document: {
    fact: 'VARCHAR', // the kind of the journal that both are of
    source_id: 'VARCHAR',
    document: 'VARCHAR',
    detail: 'BIGINT', // how much that source says of it: only ever compared
    other_source_id: 'VARCHAR',
    other_document: 'VARCHAR',
    other_detail: 'BIGINT',
  },
};

/** One committed batch, as records register it. */
export interface RegisteredBatch {
  id: string;
  /** Order in the journal. */
  position: number;
  sourceId: string;
  /** Absolute paths by kind; only the kinds that the batch has. */
  files: Partial<Record<JournalKind, string>>;
  /** First and last day of its facts, where records know them. */
  firstDate?: string | null;
  lastDate?: string | null;
}

/** Kinds that are facts: the others say of facts that they count no longer, or are others as well. */
export type FactKind = Exclude<JournalKind, 'withdrawal' | 'same_document'>;
