/**
 * The permissions of roles, as data. A role has only the permissions listed here; an unlisted role has none. The customers that
 * a user sees are another question: row-level security decides it (records/migrations/0020-sees.sql).
 */

export const roles = ['owner', 'director', 'manager'] as const;
type Role = (typeof roles)[number];

export const permissions = [
  'customers.see', // lists, cards and sums of the customers that the person sees
  'facts.see', // imports, sources and jobs
  'facts.change', // load, undo, value, give rates
  'company.see', // figures that only the whole company has: costs against the books, the forecast's fit
  'rules.see',
  'rules.change', // and try them
  'potential.state', // what a customer could buy
  'checks.run',
] as const;
export type Permission = (typeof permissions)[number];

const everything: readonly Permission[] = permissions;

const given: Record<Role, readonly Permission[]> = {
  owner: everything,
  director: everything,
  // Of imports and jobs row-level security shows a manager none; the pages ask for them.
  manager: ['customers.see', 'facts.see', 'rules.see'],
};

/** Roles that see every customer; others see those whom they own. The function sees_everything of the records says the same. */
const seeingAll: readonly Role[] = ['owner', 'director'];

export function seesAllCustomers(role: string | null | undefined): boolean {
  return isRole(role) && seeingAll.includes(role);
}

/** `role`: as the records have it, whatever that is. */
export function may(role: string | null | undefined, permission: Permission): boolean {
  return isRole(role) && given[role].includes(permission);
}

function isRole(role: string | null | undefined): role is Role {
  return (roles as readonly (string | null | undefined)[]).includes(role);
}
