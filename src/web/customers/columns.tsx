/** The columns of the list: content, sort key, and whether it is a figure. */
import type { ReactNode } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import { currencySign } from '../currency/currency-names.ts';
import type { Customer } from '../data/shapes.ts';
import { date, percent, shortMoney, signedPercent, wholeMoney, wholeNumber } from '../language/format.ts';
import { activityWord, lifecycleWord, strategicTierWord, tierWord } from '../language/words.ts';
import { ActivityWord, NotValuedWord, StrategicTierWord, TierWord } from '../ui/Classes.tsx';
import { ClockIcon, DownIcon, UpIcon } from '../ui/icons.tsx';
import { activities, strategicTiers, tiers, type Sort } from './filter.ts';

export interface Column {
  id: ColumnId;
  heading: () => string;
  sort: Sort | null;
  figures: boolean;
  /** Its minimal width in pixels, and its share of the remaining width. */
  least: number;
  grow: number;
  cell: (customer: Customer, currency: string) => ReactNode;
}

export const columnIds = [
  'name',
  'tier',
  'activity',
  'lifecycle',
  'revenue',
  'margin',
  'marginRate',
  'netProfit',
  'lifetime',
  'alive',
  'strategicTier',
  'strategic',
  'wallet',
  'revenueYear',
  'trend',
  'payments',
  'orders',
  'lastShipment',
  'owner',
  'group',
  'industry',
  'region',
] as const;
export type ColumnId = (typeof columnIds)[number];
export const usualColumns: ColumnId[] = ['name', 'tier', 'activity', 'revenue', 'margin', 'revenueYear', 'trend', 'lastShipment', 'owner'];

export const columns: Column[] = [
  {
    id: 'name',
    heading: m.column_name,
    sort: 'name',
    figures: false,
    least: 180,
    grow: 2.4,
    cell: (customer) => <span title={customer.name}>{customer.name}</span>,
  },
  {
    id: 'tier',
    heading: m.column_tier,
    sort: 'tier',
    figures: false,
    get least() {
      return widthOf(tiers.map(tierWord));
    },
    grow: 0.8,
    cell: (customer) => <TierOf customer={customer} short />,
  },
  {
    id: 'activity',
    heading: m.column_activity,
    sort: 'activity',
    figures: false,
    get least() {
      return widthOf(activities.map(activityWord));
    },
    grow: 0.9,
    cell: ({ activity }) => <ActivityWord activity={activity} />,
  },
  {
    id: 'lifecycle',
    heading: m.column_lifecycle,
    sort: 'lifecycle',
    figures: false,
    least: 120,
    grow: 0.9,
    cell: ({ lifecycle }) => lifecycleWord(lifecycle),
  },
  {
    id: 'revenue',
    heading: m.column_revenue,
    sort: 'revenue',
    figures: true,
    least: 116,
    grow: 1,
    cell: (customer, currency) =>
      customer.notValued ? (
        <OwnMoney customer={customer} />
      ) : (
        <>
          {wholeMoney({ minor: customer.revenueMinor, currency })}
          {customer.hasUnvalued && <abbr title={m.unvalued_mark()}> *</abbr>}
        </>
      ),
  },
  {
    id: 'margin',
    heading: m.column_margin,
    sort: 'margin',
    figures: true,
    least: 132,
    grow: 1,
    cell: (customer, currency) => <Signed minor={customer.grossMarginMinor} currency={currency} />,
  },
  {
    id: 'marginRate',
    heading: m.column_margin_rate,
    sort: null,
    figures: true,
    least: 90,
    grow: 0.6,
    cell: ({ marginRatePermille }) => (marginRatePermille === null ? '—' : percent(marginRatePermille / 1000)),
  },
  {
    id: 'netProfit',
    heading: m.column_net_profit,
    sort: 'profit',
    figures: true,
    least: 132,
    grow: 1,
    cell: (customer, currency) => <Signed minor={customer.netProfitMinor} currency={currency} />,
  },
  {
    id: 'lifetime',
    heading: m.lifetime_value,
    sort: 'lifetime',
    figures: true,
    least: 132,
    grow: 1,
    cell: (customer, currency) => <Signed minor={customer.lifetimeValueMinor} currency={currency} />,
  },
  {
    id: 'alive',
    heading: m.lifetime_alive,
    sort: 'alive',
    figures: true,
    least: 100,
    grow: 0.7,
    cell: ({ aliveProbability }) => (aliveProbability === null ? '—' : percent(aliveProbability)),
  },
  {
    id: 'strategicTier',
    heading: m.strategic_tier,
    sort: 'strategicTier',
    figures: false,
    get least() {
      return widthOf(strategicTiers.map(strategicTierWord));
    },
    grow: 0.9,
    cell: ({ strategicTier }) => (strategicTier === null ? '—' : <StrategicTierWord tier={strategicTier} />),
  },
  {
    id: 'strategic',
    heading: m.strategic_value,
    sort: 'strategic',
    figures: true,
    least: 172,
    grow: 1,
    cell: (customer, currency) => <Signed minor={customer.strategicValueMinor} currency={currency} />,
  },
  {
    id: 'wallet',
    heading: m.strategic_wallet,
    sort: 'wallet',
    figures: true,
    least: 100,
    grow: 0.7,
    cell: ({ shareOfWalletPermille }) => (shareOfWalletPermille === null ? '—' : percent(shareOfWalletPermille / 1000)),
  },
  {
    id: 'revenueYear',
    heading: m.column_revenue_year,
    sort: 'revenueYear',
    figures: true,
    least: 118,
    grow: 1,
    cell: (customer, currency) =>
      customer.notValued && customer.revenueYearMinor === '0' ? '—' : wholeMoney({ minor: customer.revenueYearMinor, currency }),
  },
  {
    id: 'trend',
    heading: m.column_trend,
    sort: 'trend',
    figures: true,
    least: 100,
    grow: 0.7,
    cell: ({ revenueTrendPermille }) => <Trend permille={revenueTrendPermille} />,
  },
  {
    id: 'payments',
    heading: m.column_payments,
    sort: 'payments',
    figures: true,
    least: 124,
    grow: 1,
    cell: (customer, currency) => wholeMoney({ minor: customer.paymentsMinor, currency }),
  },
  { id: 'orders', heading: m.column_orders, sort: null, figures: true, least: 92, grow: 0.6, cell: ({ orders }) => wholeNumber(orders) },
  {
    id: 'lastShipment',
    heading: m.column_last_shipment,
    sort: 'lastShipment',
    figures: true,
    least: 132,
    grow: 0.9,
    cell: (customer) => <LastShipment customer={customer} />,
  },
  { id: 'owner', heading: m.column_owner, sort: 'owner', figures: false, least: 116, grow: 1.1, cell: ({ owner }) => owner ?? '—' },
  { id: 'group', heading: m.meaning_group, sort: null, figures: false, least: 140, grow: 1.1, cell: ({ group }) => group || '—' },
  { id: 'industry', heading: m.meaning_industry, sort: null, figures: false, least: 130, grow: 1, cell: ({ industry }) => industry || '—' },
  { id: 'region', heading: m.column_region, sort: null, figures: false, least: 120, grow: 0.9, cell: ({ region }) => region || '—' },
];

/** Pixels for the longest of a class's words with its mark: languages differ, and none of them may be cut. */
function widthOf(words: string[]): number {
  return 42 + Math.ceil(7.6 * Math.max(...words.map((word) => word.length)));
}

export function Trend({ permille }: { permille: number | null }) {
  if (permille === null) return <>—</>;
  const colour = permille > 0 ? 'var(--growth)' : permille < 0 ? 'var(--risk)' : undefined;
  return (
    <span style={{ color: colour, display: 'inline-flex', alignItems: 'center', gap: 3 }}>
      {permille > 0 && <UpIcon size={12} />}
      {permille < 0 && <DownIcon size={12} />}
      {signedPercent(permille / 1000)}
    </span>
  );
}

/** A customer that is not valued has no tier, and is not without purchases either. */
export function TierOf({
  customer: { tier, notValued, unvaluedInWindow },
  short = false,
}: {
  customer: Pick<Customer, 'tier' | 'notValued' | 'unvaluedInWindow'>;
  short?: boolean;
}) {
  if (!notValued) return <TierWord tier={tier} />;
  const currency = unvaluedInWindow.map((amount) => currencySign(amount.currency)).join(', ');
  return (
    <NotValuedWord title={m.not_valued_for({ currency })} words={short ? m.worth_no_rate({ currency }) : m.not_valued_for({ currency })} />
  );
}

/** In the currencies that it is in: amounts without a rate are not added up. */
export function OwnMoney({
  customer: { unvaluedInWindow },
  short = false,
}: {
  customer: Pick<Customer, 'unvaluedInWindow'>;
  short?: boolean;
}) {
  return (
    <>{unvaluedInWindow.map(({ currency, netMinor }) => (short ? shortMoney : wholeMoney)({ minor: netMinor, currency })).join(' + ')}</>
  );
}

export function LastShipment({ customer }: { customer: Customer }) {
  if (!customer.lastShipmentOn) return <>—</>;
  return (
    <span
      style={{ color: customer.late ? 'var(--risk)' : undefined, display: 'inline-flex', alignItems: 'center', gap: 5 }}
      title={customer.late ? m.late_word() : undefined}
    >
      {customer.late && (
        <>
          <ClockIcon size={13} />
          <span className="visually-hidden">{m.late_word()}</span>
        </>
      )}
      {date(customer.lastShipmentOn)}
    </span>
  );
}

function Signed({ minor, currency }: { minor: string | null; currency: string }) {
  if (minor === null) return <>—</>;
  return <span style={{ color: minor.startsWith('-') ? 'var(--risk)' : undefined }}>{wholeMoney({ minor, currency })}</span>;
}
