/** Time equations: what they say, what is refused, and that SQL reckons as the rule does. */
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { binaryOperators, checkEquation, minutesOf, type Term, textOf } from '../../core/differentiate/costing/equation.ts';
import { attributesOf } from '../../core/differentiate/costing/model.ts';
import { equationSql } from './equation-sql.ts';
import { quoted } from '../sql-files.ts';
import { parseEquation } from './parse-equation.ts';

function read(text: string): Term {
  const parsed = parseEquation(text);
  if ('problem' in parsed) throw new Error(JSON.stringify(parsed.problem));
  return parsed.term;
}

test.each([
  ['8', { lines: 3 }, 8],
  ['5 + 2 * lines', { lines: 4 }, 13],
  ['5 + 2 * lines + (new ? 10 : 0)', { lines: 4, new: 1 }, 23],
  ['5 + 2 * lines + (new ? 10 : 0)', { lines: 4, new: 0 }, 13],
  ['max(10, 3 * lines)', { lines: 2 }, 10],
  ['max(0, 30 - lines)', { lines: 50 }, 0],
  ['units > 1000 && !new ? 40 : 20', { units: 1500, new: 0 }, 40],
  ['lines / 4', { lines: 6 }, 1.5],
  ['12 / (lines + 1)', { lines: 3 }, 3],
  ['ceil(units / 24) * 5', { units: 25 }, 10],
  ['2 + 3 * 4 - 1', {}, 13],
  ['(2 + 3) * 4', {}, 20],
  ['region == "North" ? 30 : 10', { region: 'north' }, 30],
  ["region != 'Север' && new ? 5 : 8", { region: 'Север', new: 1 }, 8],
  ['10 + 20 * (industry == "Canteens")', { industry: 'Canteens' }, 30],
  ['group == "" ? 4 : 2', {}, 4],
])('%s with %o takes %d minutes', (text, values, minutes) => {
  const term = read(text);
  expect(checkEquation(term, attributesOf('shipment'))).toBeNull();
  expect(minutesOf(term, values)).toBe(minutes);
});

describe('is explained, and never reckoned', () => {
  test.each([
    ['', 'equation_empty'],
    ['5 +', 'equation_unreadable'],
    ['5 + 2 * rows', 'equation_unknown_name'],
    ['lines - 5', 'equation_negative'],
    ['-lines', 'equation_negative'],
    ['10 - 2 * lines', 'equation_negative'],
    ['10 / lines', 'equation_division_by_zero'],
    ['10 / 0', 'equation_division_by_zero'],
    ['10 / (lines - 1)', 'equation_division_by_zero'],
    ['sqrt(lines)', 'equation_unknown_function'],
    ['ceil(lines, 2)', 'equation_not_allowed'],
    ['lines.constructor', 'equation_not_allowed'],
    ['constructor', 'equation_unknown_name'],
    ['this', 'equation_not_allowed'],
    ['"lines"', 'equation_not_allowed'],
    ['lines + "a"', 'equation_not_allowed'],
    ['region < "a" ? 1 : 2', 'equation_not_allowed'],
    ['region', 'equation_text_reckoned'],
    ['region ? 1 : 2', 'equation_text_reckoned'],
    ['lines == "5" ? 1 : 2', 'equation_number_compared'],
    ['colour == "red" ? 1 : 2', 'equation_unknown_name'],
    ['[lines]', 'equation_not_allowed'],
    ['lines; 5', 'equation_not_allowed'],
    ['2,5 * lines', 'equation_not_allowed'],
    ['lines % 2', 'equation_not_allowed'],
    ['lines + '.repeat(60), 'equation_too_long'],
  ])('%.20s', (text, code) => {
    const parsed = parseEquation(text);
    const problem = 'problem' in parsed ? parsed.problem : checkEquation(parsed.term, attributesOf('shipment'));
    expect(problem?.code).toBe(code);
  });
});

const attributes = attributesOf('shipment');
const term: fc.Arbitrary<Term> = fc.letrec<{ term: Term }>((tie) => ({
  term: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.integer({ min: 0, max: 50 }).map((value): Term => ({ type: 'number', value })),
    fc.constantFrom(...attributes.filter(({ kind }) => kind !== 'text')).map(({ name }): Term => ({ type: 'attribute', name })),
    fc.record({
      type: fc.constant('says' as const),
      name: fc.constantFrom('region', 'industry', 'group'),
      text: fc.constantFrom('Север', "d'Or", 'a "b" \\ c', ''),
    }),
    fc.record({
      type: fc.constant('binary' as const),
      operator: fc.constantFrom(...binaryOperators),
      left: tie('term'),
      right: tie('term'),
    }),
    fc.record({ type: fc.constant('choice' as const), condition: tie('term'), yes: tie('term'), no: tie('term') }),
    fc.record({ type: fc.constantFrom('not' as const, 'minus' as const), of: tie('term') }),
    fc.tuple(tie('term'), tie('term')).map(([a, b]): Term => ({ type: 'call', name: 'max', of: [a, b] })),
  ),
})).term;
const values = fc.record({
  lines: fc.integer({ min: 0, max: 100 }),
  units: fc.integer({ min: 0, max: 4000 }).map((n) => n / 4),
  amount: fc.integer({ min: 0, max: 10_000 }),
  new: fc.constantFrom(0, 1),
  region: fc.constantFrom('СЕВЕР', "D'or", ''),
  industry: fc.constantFrom('a "b" \\ c', 'x'),
  group: fc.constant(''),
});

test('an equation that passes its check takes no negative time, whatever the event', () => {
  fc.assert(
    fc.property(term, values, (equation, event) => {
      fc.pre(checkEquation(equation, attributes) === null);
      expect(minutesOf(equation, event)).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 2000 },
  );
});

test('what is written out reads as what it was', () => {
  fc.assert(
    fc.property(term, values, (equation, event) => {
      const text = textOf(equation);
      fc.pre(text.length <= 400);
      expect(minutesOf(read(text), event)).toBe(minutesOf(equation, event));
    }),
    { numRuns: 500 },
  );
});

test('SQL reckons as the rule does', async () => {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await fc.assert(
    fc.asyncProperty(term, values, async (equation, event) => {
      fc.pre(checkEquation(equation, attributes) === null);
      const rows = await connection.runAndReadAll(
        `select (${equationSql(equation, (name) => literal(event[name as keyof typeof event]))})::double`,
      );
      expect(rows.getRows()[0]![0]).toBeCloseTo(minutesOf(equation, event), 6);
    }),
    { numRuns: 200 },
  );
  connection.closeSync();
  instance.closeSync();
});

function literal(value: number | string): string {
  return typeof value === 'number' ? `${value}::double` : quoted(value);
}
