/** The filter of the list of customers in the address. Unknown values are left out. */
import { activities } from '../../core/differentiate/classes/activity.ts';
import { tiers } from '../../core/differentiate/classes/tiers.ts';
import { apiName, fields, fieldsWith, type SortName, sortNames } from '../../core/differentiate/fields.ts';
import type { CustomersFilter } from '../data/shapes.ts';

export { lifecycles } from '../../core/differentiate/classes/lifecycle.ts';
export { strategicTiers } from '../../core/differentiate/strategic-value/strategic-tiers.ts';
export { activities, tiers };
export const activitiesBefore = [...activities, 'active'] as const satisfies readonly CustomersFilter['activityBefore'][];
export const tiersBefore = [...tiers, 'absent'] as const satisfies readonly CustomersFilter['tierBefore'][];
export type Sort = SortName;

export function readCustomersFilter(search: Record<string, unknown>): CustomersFilter {
  const read = {
    search: text(search['search']),
    ...ofFields(search),
    activityBefore: oneOf(activitiesBefore, search['activityBefore']),
    tierBefore: oneOf(tiersBefore, search['tierBefore']),
    owner: text(search['owner']),
    losing: search['losing'] === 'true' ? ('true' as const) : undefined,
    notValued: search['notValued'] === 'true' ? ('true' as const) : undefined,
    sort: oneOf(sortNames, search['sort']),
    order: oneOf(['asc', 'desc'] as const, search['order']),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined)) as CustomersFilter;
}

function ofFields(search: Record<string, unknown>): Partial<CustomersFilter> {
  return Object.fromEntries(
    fieldsWith({ filter: true }).map((name) => {
      const { of } = fields[name];
      return [apiName(name), oneOf<string>(typeof of === 'string' ? ['true'] : of, search[apiName(name)])];
    }),
  );
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
