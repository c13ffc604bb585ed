/** The columns of the list: content, sort key, and whether it is a figure. */
import type { ReactNode } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import { apiName, type Fields, fields, type FieldsHaving, fieldsHaving } from '../../core/differentiate/fields.ts';
import { currencySign } from '../currency/currency-names.ts';
import type { Customer } from '../data/shapes.ts';
import { date, percent, shortMoney, signedPercent, wholeMoney, wholeNumber } from '../language/format.ts';
import { sentence } from '../language/words.ts';
import { ActivityWord, NotValuedWord, StrategicTierWord, TierWord } from '../ui/Classes.tsx';
import { ClockIcon, DownIcon, UpIcon } from '../ui/icons.tsx';
import type { Sort } from './filter.ts';

type ListedField = FieldsHaving<'column'>;
export type ColumnId = Fields[ListedField]['column']['id'] | 'name' | 'owner' | 'group' | 'industry' | 'region';

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

export const usualColumns: ColumnId[] = ['name', 'tier', 'activity', 'revenue', 'margin', 'revenueYear', 'trend', 'lastShipment', 'owner'];

/** Messages name the words of a class by its field: `lifecycle_new`. */
const classWord = (name: ListedField, word: string): string => sentence(`${name}_${word}`, {}) ?? word;

/** How a field shows that has nothing of its own. */
const figure = { figures: true } as const;
const kinds: Record<
  KindOfColumn,
  Pick<Column, 'figures' | 'least' | 'grow'> & { cell: (value: string | number, currency: string, customer: Customer) => ReactNode }
> = {
  money: { ...figure, least: 132, grow: 1, cell: (value, currency) => <Signed minor={String(value)} currency={currency} /> },
  count: { ...figure, least: 92, grow: 0.6, cell: (value) => wholeNumber(Number(value)) },
  permille: { ...figure, least: 100, grow: 0.7, cell: (value) => percent(Number(value) / 1000) },
  change_permille: {
    ...figure,
    least: 100,
    grow: 0.7,
    cell: (value, _, customer) => <Trend permille={Number(value)} silent={isSilent(customer)} />,
  },
  probability: { ...figure, least: 100, grow: 0.7, cell: (value) => percent(Number(value)) },
  day: { ...figure, least: 132, grow: 0.9, cell: (value) => date(String(value)) },
};
type KindOfColumn = Extract<Fields[ListedField]['of'], string>;

/** What a field has that others of its kind have not. */
type Particular = Partial<Pick<Column, 'least' | 'grow' | 'cell'>> & {
  /** Its place in the list where it is another one than in core's. */
  before?: ListedField;
};
const particular: Partial<Record<ListedField, Particular>> = {
  tier: { before: 'activity', grow: 0.8, cell: (customer) => <TierOf customer={customer} short /> },
  activity: { cell: ({ activity }) => <ActivityWord activity={activity} /> },
  lifecycle: { least: 120 },
  revenue_minor: {
    least: 116,
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
  margin_rate_permille: { least: 130, grow: 0.6 },
  strategic_tier: {
    before: 'strategic_value_minor',
    cell: ({ strategicTier }) => (strategicTier === null ? '—' : <StrategicTierWord tier={strategicTier} />),
  },
  strategic_value_minor: { least: 172 },
  revenue_year_minor: {
    least: 118,
    cell: (customer, currency) =>
      customer.notValued && customer.revenueYearMinor === '0' ? '—' : wholeMoney({ minor: customer.revenueYearMinor, currency }),
  },
  payments_minor: { least: 124, cell: (customer, currency) => wholeMoney({ minor: customer.paymentsMinor, currency }) },
  last_shipment_on: { cell: (customer) => <LastShipment customer={customer} /> },
};

/** The columns of fields, by the list in core; those of a customer's names around them. */
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
  ...inOrder(fieldsHaving('column')).map(columnOf),
  { id: 'owner', heading: m.column_owner, sort: 'owner', figures: false, least: 116, grow: 1.1, cell: ({ owner }) => owner ?? '—' },
  { id: 'group', heading: m.meaning_group, sort: null, figures: false, least: 140, grow: 1.1, cell: ({ group }) => group || '—' },
  { id: 'industry', heading: m.meaning_industry, sort: null, figures: false, least: 130, grow: 1, cell: ({ industry }) => industry || '—' },
  { id: 'region', heading: m.column_region, sort: null, figures: false, least: 120, grow: 0.9, cell: ({ region }) => region || '—' },
];

function inOrder(names: ListedField[]): ListedField[] {
  const placed = names.filter((name) => particular[name]?.before === undefined);
  for (const name of names) {
    const { before } = particular[name] ?? {};
    if (before !== undefined) placed.splice(placed.indexOf(before), 0, name);
  }
  return placed;
}

function columnOf(name: ListedField): Column {
  const field = fields[name];
  const own = particular[name] ?? {};
  const kind = typeof field.of === 'string' ? field.of : null;
  const usual = kind === null ? { figures: false, grow: 0.9 } : kinds[kind];
  return {
    id: field.column.id,
    heading: m[field.column.heading],
    sort: 'sort' in field ? field.sort : null,
    figures: usual.figures,
    grow: own.grow ?? usual.grow,
    // Words differ by language, which is known only when they are shown.
    get least() {
      return own.least ?? (typeof field.of === 'string' ? kinds[field.of].least : widthOf(field.of.map((word) => classWord(name, word))));
    },
    cell:
      own.cell ??
      ((customer, currency) => {
        const value = customer[apiName(name)];
        if (value === null) return '—';
        return kind === null ? classWord(name, String(value)) : kinds[kind].cell(value, currency, customer);
      }),
  };
}

/** Pixels for the longest of a class's words with its mark: languages differ, and none of them may be cut. */
function widthOf(words: string[]): number {
  return 42 + Math.ceil(7.6 * Math.max(...words.map((word) => word.length)));
}

/** Lost, or quiet for longer than its rhythm. */
export function isSilent({ late, activity }: Pick<Customer, 'late' | 'activity'>): boolean {
  return late || activity === 'lost';
}

/** `silent`: who stopped buying is not growing, whatever the year before was; its change has no colour. */
export function Trend({ permille, silent }: { permille: number | null; silent: boolean }) {
  if (permille === null) return <>—</>;
  const colour = silent ? 'var(--ink-soft)' : permille > 0 ? 'var(--growth)' : permille < 0 ? 'var(--risk)' : undefined;
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

function Signed({ minor, currency }: { minor: string; currency: string }) {
  return <span style={{ color: minor.startsWith('-') ? 'var(--risk)' : undefined }}>{wholeMoney({ minor, currency })}</span>;
}
