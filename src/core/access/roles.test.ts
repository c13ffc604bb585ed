/** The table of rights, as an owner would read it. */
import { expect, test } from 'vitest';
import { may, type Permission, permissions, roles } from './roles.ts';

const table: Record<Permission, string> = {
  'customers.see': 'owner director manager',
  'facts.see': 'owner director manager',
  'facts.change': 'owner director',
  'company.see': 'owner director',
  'rules.see': 'owner director manager',
  'rules.change': 'owner director',
  'potential.state': 'owner director',
  'checks.run': 'owner director',
};

test.each(permissions)('%s', (permission) => {
  expect(roles.filter((role) => may(role, permission)).join(' ')).toBe(table[permission]);
});

test.each([undefined, null, '', 'system', 'keeper', 'toString', 'Owner'])('a role that is not known (%s) may do nothing', (role) => {
  expect(permissions.filter((permission) => may(role, permission))).toEqual([]);
});
