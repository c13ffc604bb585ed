/** What columns may mean: the words of the API, of mappings that a source remembers, and of the messages (`meaning_*`). */

/** What a column means. `ignored` is a decision too: the person sees every column with its meaning. */
export const columnMeanings = [
  'date',
  'document', // "Реализация товаров и услуг 00УТ-000001 от 02.01.2026": type, number and date in one
  'document_type',
  'document_number',
  'customer',
  'customer_code',
  'tax_id',
  'branch_id',
  'region',
  'group', // of companies, that the customer belongs to
  'industry',
  'delivery_point', // of the customer, that the goods went to
  'product',
  'product_code',
  'product_line',
  'unit',
  'quantity',
  'list_price',
  'list_amount',
  'discount_amount',
  'discount_rate',
  'net_amount', // without VAT
  'gross_amount', // VAT included
  'vat_amount',
  'vat_rate',
  'cost_amount',
  'unit_cost',
  'gross_margin',
  'refunded_amount', // what was given back later, beside the sale or the payment
  'currency',
  'manager',
  'seller',
  'posted',
  'return_flag', // tells sale, return, correction
  'payment_amount',
  'incoming_amount',
  'outgoing_amount',
  'balance', // of the account after the row; a control, never read as money moved
  'captured', // whether a card's money was taken, or only reserved
  'operation', // kind of payment ("Оплата от покупателя")
  'purpose',
  'details', // a text that names the payer ("Від: ТОВ Бархан"), where no column does
  'customer_email',
  'direction', // incoming or outgoing, in a word
  'payer',
  'payer_tax_id',
  'payer_account',
  'payee',
  'payee_tax_id',
  'payee_account',
  'row_number', // runs through the whole file, or through a document; tells nothing
  'rate', // of a currency on a day
  'nominal', // for how many units the rate is
  'month', // that costs are of
  'pool', // of costs: department, cost item
  'expense_amount', // of a pool in a month, or caused by a customer
  'expense_name', // what kind of cost
  'event', // call, visit…
  'event_number', // the event's own
  'event_count',
  'minutes',
  'hours',
  'person', // who did it
  'price_type', // retail, wholesale…
  'contract_number',
  'valid_until', // the last day of a contract's term; its first is the date
  'term_length', // in months, or as its words say
  'terminated_on',
  'contract_amount', // of the whole term
  'deleted', // marked for deletion, cancelled
  'ignored',
] as const;
export type ColumnMeaning = (typeof columnMeanings)[number];
