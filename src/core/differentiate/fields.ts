/**
 * The fields of a scorecard: the one list that the types of core, the columns of the records, the API, the list of customers on pages and the
 * command line follow. A field is one entry here, its producer in core, a migration, and its heading in three languages.
 */
import type { IsoDate } from '../facts.ts';
import { activities } from './classes/activity.ts';
import { lifecycles } from './classes/lifecycle.ts';
import { tiers } from './classes/tiers.ts';
import { strategicTiers } from './strategic-value/strategic-tiers.ts';

/** Of amounts, minor units of the company's currency; of units, millionths; of shares, thousandths; of probabilities, one. */
type Kind = 'money' | 'units' | 'count' | 'permille' | 'change_permille' | 'probability' | 'day' | 'flag';

interface Field {
  /** What its values are; the words of a class, from the best. */
  of: Kind | readonly string[];
  /** What decides it. */
  stage: 'classes' | 'profit' | 'forecast' | 'potential';
  /** Null where it is not known. */
  mayLack?: true;
  /** Unknown where nothing that the window has of the customer could be valued (not-valued.ts). */
  needsValues?: true;
  /** On every row of the list, or on the card only. */
  api?: 'list' | 'card';
  /** Its name where the list is sorted by it. */
  sort?: string;
  /** The list may be filtered by it. */
  filter?: true;
  /** A column of the page: its name in what a person chose to see, and the message of its heading. */
  column?: { id: string; heading: string };
  /** What `customers` prints: JSON alone, or CSV too; and the heading in the terminal's table. */
  cli?: 'json' | 'csv';
  terminal?: string;
}

/** In the order in which lists show them. Amounts are over the tier window where the name says nothing else. */
export const fields = {
  activity: {
    of: activities,
    stage: 'classes',
    api: 'list',
    sort: 'activity',
    filter: true,
    column: { id: 'activity', heading: 'column_activity' },
    cli: 'csv',
    terminal: 'cli_column_activity',
  },
  lifecycle: {
    of: lifecycles,
    stage: 'classes',
    api: 'list',
    sort: 'lifecycle',
    filter: true,
    column: { id: 'lifecycle', heading: 'column_lifecycle' },
    cli: 'csv',
    terminal: 'cli_column_lifecycle',
  },
  tier: {
    of: tiers,
    stage: 'classes',
    api: 'list',
    sort: 'tier',
    filter: true,
    column: { id: 'tier', heading: 'column_tier' },
    cli: 'csv',
    terminal: 'cli_column_tier',
  },
  /** Silent for more than twice its own usual interval. */
  late: { of: 'flag', stage: 'classes', api: 'list', filter: true },
  /** Much attention for little money. */
  difficult: { of: 'flag', stage: 'profit', needsValues: true, api: 'list', filter: true },
  revenue_minor: {
    of: 'money',
    stage: 'classes',
    api: 'list',
    sort: 'revenue',
    column: { id: 'revenue', heading: 'column_revenue' },
    cli: 'csv',
    terminal: 'cli_column_revenue',
  },
  /** Null where a line of the window lacks its cost. */
  gross_margin_minor: {
    of: 'money',
    stage: 'classes',
    mayLack: true,
    needsValues: true,
    api: 'list',
    sort: 'margin',
    column: { id: 'margin', heading: 'column_margin' },
    cli: 'csv',
    terminal: 'cli_column_margin',
  },
  margin_rate_permille: {
    of: 'permille',
    stage: 'classes',
    mayLack: true,
    needsValues: true,
    api: 'list',
    column: { id: 'marginRate', heading: 'column_margin_rate' },
  },
  margin_rate_trend_permille: { of: 'change_permille', stage: 'classes', mayLack: true, needsValues: true },
  discount_rate_permille: { of: 'permille', stage: 'classes', mayLack: true, needsValues: true },
  discount_rate_trend_permille: { of: 'change_permille', stage: 'classes', mayLack: true, needsValues: true },
  /** Null where the margin or the costs of serving are not known. */
  net_profit_minor: {
    of: 'money',
    stage: 'profit',
    mayLack: true,
    needsValues: true,
    api: 'list',
    sort: 'profit',
    column: { id: 'netProfit', heading: 'column_net_profit' },
    cli: 'csv',
    terminal: 'profit_netProfitMinor',
  },
  /** Expected over the horizon, discounted. */
  lifetime_value_minor: {
    of: 'money',
    stage: 'forecast',
    needsValues: true,
    api: 'list',
    sort: 'lifetime',
    column: { id: 'lifetime', heading: 'lifetime_value' },
    cli: 'csv',
  },
  /** The bounds of its 80 % interval; null where there is no model. */
  lifetime_value_low_minor: { of: 'money', stage: 'forecast', mayLack: true, needsValues: true, api: 'list', cli: 'json' },
  lifetime_value_high_minor: { of: 'money', stage: 'forecast', mayLack: true, needsValues: true, api: 'list', cli: 'json' },
  /** Null where no model is used, or the histories show no dropout. */
  alive_probability: {
    of: 'probability',
    stage: 'forecast',
    mayLack: true,
    api: 'list',
    sort: 'alive',
    column: { id: 'alive', heading: 'lifetime_alive' },
    cli: 'json',
  },
  /** Null where the customer is more likely gone, or nothing is known. */
  next_shipment_on: { of: 'day', stage: 'forecast', mayLack: true, api: 'list' },
  /** What it could be worth over the same horizon; null where it never bought and nothing is known of its need. */
  strategic_value_minor: {
    of: 'money',
    stage: 'potential',
    mayLack: true,
    needsValues: true,
    api: 'list',
    sort: 'strategic',
    column: { id: 'strategic', heading: 'strategic_value' },
    cli: 'csv',
  },
  strategic_tier: {
    of: strategicTiers,
    stage: 'potential',
    mayLack: true,
    needsValues: true,
    api: 'list',
    sort: 'strategicTier',
    filter: true,
    column: { id: 'strategicTier', heading: 'strategic_tier' },
    cli: 'csv',
    terminal: 'strategic_tier',
  },
  /** Of its yearly need, bought in the last twelve months; null where the need is not known. */
  share_of_wallet_permille: {
    of: 'permille',
    stage: 'potential',
    mayLack: true,
    needsValues: true,
    api: 'list',
    sort: 'wallet',
    column: { id: 'wallet', heading: 'strategic_wallet' },
    cli: 'csv',
  },
  /** Over the twelve months that end with the reference month, and its change against the twelve before. */
  revenue_year_minor: {
    of: 'money',
    stage: 'classes',
    api: 'list',
    sort: 'revenueYear',
    column: { id: 'revenueYear', heading: 'column_revenue_year' },
  },
  revenue_trend_permille: {
    of: 'change_permille',
    stage: 'classes',
    mayLack: true,
    needsValues: true,
    api: 'list',
    sort: 'trend',
    column: { id: 'trend', heading: 'column_trend' },
  },
  payments_minor: {
    of: 'money',
    stage: 'classes',
    api: 'list',
    sort: 'payments',
    column: { id: 'payments', heading: 'column_payments' },
  },
  orders: { of: 'count', stage: 'classes', api: 'list', column: { id: 'orders', heading: 'column_orders' } },
  units_micro: { of: 'units', stage: 'classes' },
  first_shipment_on: { of: 'day', stage: 'classes', mayLack: true, api: 'card' },
  last_shipment_on: {
    of: 'day',
    stage: 'classes',
    mayLack: true,
    api: 'list',
    sort: 'lastShipment',
    column: { id: 'lastShipment', heading: 'column_last_shipment' },
  },
} as const satisfies Readonly<Record<string, Field>>;

export type Fields = typeof fields;
export type FieldName = keyof Fields;
export type Stage = Field['stage'];

/** The names of the fields that have such a property. */
export type FieldsWith<Property> = { [F in FieldName]: Fields[F] extends Property ? F : never }[FieldName];

export const fieldNames = Object.keys(fields) as FieldName[];
export const fieldsWith = <const Property extends Partial<Field>>(property: Property): FieldsWith<Property>[] =>
  fieldNames.filter((name) =>
    Object.entries(property).every(([key, value]) => (fields[name] as Field)[key as keyof Field] === value),
  ) as FieldsWith<Property>[];

/** The names of the fields that have a property at all, whatever it is. */
export type FieldsHaving<Key extends keyof Field> = FieldsWith<Readonly<Record<Key, unknown>>>;
export const fieldsHaving = <Key extends keyof Field>(key: Key): FieldsHaving<Key>[] =>
  fieldNames.filter((name) => key in fields[name]) as FieldsHaving<Key>[];

/** What the list of customers is sorted by: fields, and what the records know of a customer. */
export type SortName = Fields[FieldsHaving<'sort'>]['sort'] | 'name' | 'owner';
export const sortNames: readonly SortName[] = ['name', ...fieldsHaving('sort').map((name) => fields[name].sort), 'owner'];

/** What a stage decides, by names: fieldsWith({ stage }) has the same at run time. */
export type DecidedBy<S extends Stage> = { [F in FieldsWith<{ stage: S }>]: InCore<Fields[F]> | Lacking<Fields[F]> };

/** What a run publishes of a customer. */
export type PublishedFields = { [F in FieldName]: InCore<Fields[F]> | Lacking<Fields[F]> | Unvalued<Fields[F]> };

/** Those of a customer that is not valued which are then unknown. */
export type UnknownFields = { [F in FieldsWith<{ needsValues: true }>]: Unvalued<Fields[F]> };

/** As the records give them: whole numbers that JSON cannot hold are texts. */
export type RecordedFields = { [F in FieldName]: Recorded<Fields[F]> | Lacking<Fields[F]> | Unvalued<Fields[F]> };

type InCore<F extends Field> = F['of'] extends readonly (infer Word)[]
  ? Word
  : F['of'] extends 'flag'
    ? boolean
    : F['of'] extends 'day'
      ? IsoDate
      : number;
type Recorded<F extends Field> = F['of'] extends 'money' | 'units' ? string : InCore<F>;
type Lacking<F extends Field> = F extends { mayLack: true } ? null : never;
type Unvalued<F extends Field> = F extends { needsValues: true } ? (F['of'] extends 'flag' ? false : null) : never;

/** The name in JSON: `gross_margin_minor` is `grossMarginMinor`. */
export type ApiName<Name extends string> = Name extends `${infer First}_${infer Rest}` ? `${First}${Capitalize<ApiName<Rest>>}` : Name;
export const apiName = <Name extends string>(name: Name): ApiName<Name> =>
  name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()) as ApiName<Name>;

/** These fields of a row of the records, under their names in JSON. */
export function asJson<Name extends FieldName>(
  row: Pick<RecordedFields, Name>,
  names: readonly Name[],
): { [F in Name as ApiName<F>]: RecordedFields[F] } {
  return Object.fromEntries(names.map((name) => [apiName(name), row[name]])) as { [F in Name as ApiName<F>]: RecordedFields[F] };
}
