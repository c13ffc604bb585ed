/**
 * Which pools another model costs differently: only they are reckoned again. Where models begin in other months, or activities
 * come, go or change places, their numbers mean others, and everything is.
 */
import type { Costing, ReadModel } from './apply-model.ts';

/** Null: all of them. */
export function changedPools(was: Costing, is: Costing): Set<string> | null {
  if (
    was.newMonths !== is.newMonths ||
    was.minorUnits !== is.minorUnits ||
    JSON.stringify(was.said) !== JSON.stringify(is.said) ||
    was.models.length !== is.models.length
  )
    return null;
  const changed = new Set<string>();
  for (const [at, model] of is.models.entries()) {
    const former = was.models[at]!;
    if (former.from !== model.from || former.practicalPermille !== model.practicalPermille) return null;
    if (!sameActivities(former, model)) return null;
    for (const name of new Set([...former.pools, ...model.pools].map((pool) => pool.name))) {
      if (said(former, name) !== said(model, name)) changed.add(name);
    }
  }
  return changed;
}

function sameActivities(former: ReadModel, model: ReadModel): boolean {
  const names = (of: ReadModel): string => JSON.stringify(of.activities.map(({ name, pool }) => [name, pool]));
  return names(former) === names(model);
}

/** Everything that a model says of a pool. */
function said({ pools, activities }: ReadModel, name: string): string {
  return JSON.stringify([pools.find((pool) => pool.name === name) ?? null, activities.filter(({ pool }) => pool === name)]);
}
