/** The possible meanings of a column, in the order in which people look for them. */
import { m } from '../../../messages/compiled/messages.js';
import type { ColumnMeaning, Mapping } from '../data/shapes.ts';
import { meaningWord } from '../language/words.ts';

const document: ColumnMeaning[] = ['date', 'document', 'document_type', 'document_number', 'posted', 'deleted'];
const customer: ColumnMeaning[] = ['customer', 'customer_code', 'tax_id', 'branch_id', 'group', 'industry', 'region', 'manager', 'seller'];
const goods: ColumnMeaning[] = ['product', 'product_code', 'product_line', 'unit', 'quantity', 'return_flag'];
const saleMoney: ColumnMeaning[] = [
  'net_amount',
  'gross_amount',
  'refunded_amount',
  'vat_amount',
  'vat_rate',
  'list_price',
  'list_amount',
  'discount_amount',
  'discount_rate',
  'cost_amount',
  'unit_cost',
  'gross_margin',
  'currency',
];
const paymentMoney: ColumnMeaning[] = [
  'payment_amount',
  'incoming_amount',
  'outgoing_amount',
  'refunded_amount',
  'direction',
  'currency',
  'operation',
  'captured',
  'purpose',
  'details',
  'balance',
];
const parties: ColumnMeaning[] = ['payer', 'payer_tax_id', 'payer_account', 'payee', 'payee_tax_id', 'payee_account'];
const other: ColumnMeaning[] = ['row_number', 'ignored'];

const rates: ColumnMeaning[] = ['date', 'currency', 'rate', 'nominal'];
const poolCosts: ColumnMeaning[] = ['month', 'pool', 'expense_amount', 'currency'];
const expenses: ColumnMeaning[] = ['expense_name', 'expense_amount', 'currency'];
const papers: ColumnMeaning[] = ['date', 'document', 'document_number', 'posted', 'deleted'];
const served: ColumnMeaning[] = ['customer', 'customer_code', 'tax_id', 'branch_id', 'group', 'industry', 'region'];
const events: ColumnMeaning[] = ['event', 'event_count', 'minutes', 'hours', 'person'];

export function meaningGroups(kind: Mapping['kind']) {
  return [...groupsOf(kind), { group: m.meaning_group_other(), meanings: other }].map(({ group, meanings }) => ({
    group,
    items: meanings.map((value) => ({ value, label: meaningWord(value) })),
  }));
}

/** All that a column of such a file may mean. */
export function meaningsOf(kind: Mapping['kind']): ReadonlySet<ColumnMeaning> {
  return new Set([...groupsOf(kind).flatMap(({ meanings }) => meanings), ...other]);
}

function groupsOf(kind: Mapping['kind']): { group: string; meanings: ColumnMeaning[] }[] {
  switch (kind) {
    case 'rates':
      return [{ group: m.meaning_group_money(), meanings: rates }];
    case 'prices':
      return [
        { group: m.meaning_group_goods(), meanings: ['product', 'product_code', 'unit'] },
        { group: m.meaning_group_money(), meanings: ['date', 'list_price', 'price_type', 'currency'] },
      ];
    case 'costs':
      return [
        { group: m.meaning_group_money(), meanings: poolCosts },
        { group: m.meaning_group_time(), meanings: ['minutes', 'hours'] },
      ];
    case 'direct_costs':
      return [
        { group: m.meaning_group_document(), meanings: papers },
        { group: m.meaning_group_customer(), meanings: served },
        { group: m.meaning_group_money(), meanings: expenses },
      ];
    case 'contracts':
      return [
        {
          group: m.meaning_group_contract(),
          meanings: ['contract_number', 'date', 'valid_until', 'term_length', 'terminated_on', 'posted', 'deleted'],
        },
        { group: m.meaning_group_customer(), meanings: served },
        { group: m.meaning_group_money(), meanings: ['contract_amount', 'currency'] },
      ];
    case 'events':
      return [
        { group: m.meaning_group_document(), meanings: ['date', 'event_number', ...papers.slice(1)] },
        { group: m.meaning_group_customer(), meanings: served },
        { group: m.meaning_group_event(), meanings: events },
      ];
    default:
      return soldAndPaid(kind);
  }
}

function soldAndPaid(kind: 'sales' | 'payments') {
  return [
    { group: m.meaning_group_document(), meanings: document },
    {
      group: m.meaning_group_customer(),
      meanings: kind === 'sales' ? [...customer, 'delivery_point' as const] : [...customer, 'customer_email' as const],
    },
    ...(kind === 'sales' ? [{ group: m.meaning_group_goods(), meanings: goods }] : []),
    { group: m.meaning_group_money(), meanings: kind === 'sales' ? saleMoney : paymentMoney },
    ...(kind === 'payments' ? [{ group: m.meaning_group_parties(), meanings: parties }] : []),
  ];
}
