/**
 * Who may do what, as data. A permission that a role is not given here it does not have; a role that is not here has none. Which customers
 * somebody sees is another question: row-level security answers it (records/migrations/0020-sees.sql).
 */

export const roles = ['owner', 'director', 'manager'] as const;
export type Role = (typeof roles)[number];

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

/** `role`: as the records have it, whatever that is. */
export function may(role: string | null | undefined, permission: Permission): boolean {
  return isRole(role) && given[role].includes(permission);
}

function isRole(role: string | null | undefined): role is Role {
  return (roles as readonly (string | null | undefined)[]).includes(role);
}
