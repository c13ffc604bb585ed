/** A Sight is made of a role or of a reason, and of nothing else. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { permissions } from './roles.ts';
import { asProgram, programs, Sight } from './sight.ts';

const hers = async (): Promise<readonly string[]> => ['2', '3'];

test.each([
  ['owner', true],
  ['director', true],
  ['manager', false],
  ['keeper', false],
  [null, false],
])('%s sees all customers: %s', (role, all) => {
  expect(Sight.ofPerson({ userId: 'orlova', role, customers: hers }).seesAll).toBe(all);
});

test('the customers of a manager are looked up once, and not before they are needed', async () => {
  let asked = 0;
  const { customers } = Sight.ofPerson({ userId: 'orlova', role: 'manager', customers: async () => (asked++, ['2', '3']) });
  if (customers === 'all') throw new Error('a manager sees all');
  expect(asked).toBe(0);
  expect([await customers(), await customers()]).toEqual([
    ['2', '3'],
    ['2', '3'],
  ]);
  expect(asked).toBe(1);
});

test('a user cannot bear the name by which the program acts', () => {
  expect(() => Sight.ofPerson({ userId: 'system', role: 'owner', customers: hers })).toThrow('no user');
});

test.each(programs)('the program (%s) sees all customers and may do everything', (program) => {
  const sight = asProgram(program);
  expect([sight.seesAll, sight.acting, permissions.every((each) => sight.may(each))]).toEqual([true, 'system', true]);
});

test.each([
  [asProgram('command line'), 'cli'],
  [asProgram('demo'), 'demo'],
  [asProgram('valuation'), 'system'],
  [Sight.ofPerson({ userId: 'orlova', role: 'manager', customers: hers }), 'orlova'],
])('in the records it is named, no. %#', (sight, named) => expect(sight.id).toBe(named));

test('a person’s Sight is made in one file, of the records', () => {
  const root = join(import.meta.dirname, '../../..');
  const makers = globSync('{src,bin}/**/*.{ts,tsx}', { cwd: root }).filter(
    (file) => !file.endsWith('.test.ts') && /ofPerson\(/.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(makers.toSorted()).toEqual(['src/core/access/sight.ts', 'src/records/access/sight.ts']);
});
