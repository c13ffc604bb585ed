/** The filter of the list of customers in the address. Unknown values are left out. */
import type { CustomersFilter } from '../data/shapes.ts';

export const activities = ['stabilised', 'unstabilised', 'lost', 'prospect'] as const satisfies readonly CustomersFilter['activity'][];
export const lifecycles = [
  'new',
  'returned',
  'in_development',
  'established',
  'none',
] as const satisfies readonly CustomersFilter['lifecycle'][];
export const tiers = ['vip', 'good', 'regular', 'none'] as const satisfies readonly CustomersFilter['tier'][];
export const strategicTiers = [
  'most_valuable',
  'most_growable',
  'migrator',
  'below_zero',
] as const satisfies readonly CustomersFilter['strategicTier'][];
export const activitiesBefore = [...activities, 'active'] as const satisfies readonly CustomersFilter['activityBefore'][];
export const tiersBefore = [...tiers, 'absent'] as const satisfies readonly CustomersFilter['tierBefore'][];
export const sorts = [
  'name',
  'activity',
  'lifecycle',
  'tier',
  'revenue',
  'margin',
  'profit',
  'lifetime',
  'alive',
  'strategic',
  'strategicTier',
  'wallet',
  'revenueYear',
  'trend',
  'lastShipment',
  'owner',
  'payments',
] as const satisfies readonly CustomersFilter['sort'][];
export type Sort = (typeof sorts)[number];

export function readCustomersFilter(search: Record<string, unknown>): CustomersFilter {
  const read = {
    search: text(search['search']),
    activity: oneOf(activities, search['activity']),
    lifecycle: oneOf(lifecycles, search['lifecycle']),
    tier: oneOf(tiers, search['tier']),
    strategicTier: oneOf(strategicTiers, search['strategicTier']),
    activityBefore: oneOf(activitiesBefore, search['activityBefore']),
    tierBefore: oneOf(tiersBefore, search['tierBefore']),
    owner: text(search['owner']),
    late: search['late'] === 'true' ? ('true' as const) : undefined,
    losing: search['losing'] === 'true' ? ('true' as const) : undefined,
    difficult: search['difficult'] === 'true' ? ('true' as const) : undefined,
    notValued: search['notValued'] === 'true' ? ('true' as const) : undefined,
    sort: oneOf(sorts, search['sort']),
    order: oneOf(['asc', 'desc'] as const, search['order']),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined)) as CustomersFilter;
}

export function isFiltered(filter: CustomersFilter): boolean {
  return Object.keys(filter).some((name) => name !== 'sort' && name !== 'order');
}

function oneOf<Value extends string>(values: readonly Value[], value: unknown): Value | undefined {
  return values.find((known) => known === value);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
