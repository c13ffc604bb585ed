/** Activity and lifecycle: the table of docs/methods/lifecycle.md, and further cases. */
import { describe, expect, test } from 'vitest';
import { measuresOf } from '../measures-of-facts.test-support.ts';
import type { Scorecard, ScorecardReason } from '../scorecard.ts';
import { defaultSettings, type ValuationSettings } from '../settings.ts';
import { valueCustomers } from '../value-customers.ts';

function cardOf(input: {
  days: string[];
  asOf: string;
  assigned?: boolean;
  settings?: Partial<ValuationSettings>;
}): Scorecard & { reason: ScorecardReason } {
  const settings = { ...defaultSettings, ...input.settings };
  // Another customer's fact begins the history, so that a customer's own silence is silence.
  const facts = [{ customer: 'Granite', day: '2025-01-10', net: 100 }, ...input.days.map((day) => ({ customer: 'Kiosk', day, net: 50 }))];
  const measures = measuresOf({ asOf: input.asOf, facts, customers: ['Granite', 'Kiosk'], window: settings.window });
  const valuation = valueCustomers({ measures, settings, inDevelopment: new Set(input.assigned ? [1] : []) });
  return { ...valuation.scorecard(1), reason: valuation.reason(1) };
}

describe('activity and lifecycle are two separate columns', () => {
  test.each([
    // The table of the methods.
    ['April and June', ['2025-04-10', '2026-04-10', '2026-06-10'], '2026-06-30', 'stabilised', 'established'],
    ['June only, first ever 3 June', ['2026-06-03'], '2026-06-30', 'unstabilised', 'new'],
    ['January, 20 June', ['2026-01-15', '2026-06-20'], '2026-06-30', 'unstabilised', 'returned'],
    ['January, February', ['2026-01-15', '2026-02-15'], '2026-06-30', 'lost', 'established'],
    ['February, 31 May, on 15 July', ['2026-02-15', '2026-05-31'], '2026-07-15', 'unstabilised', 'established'],
    // The ends of "for so many months".
    ['new on its last day', ['2026-06-03'], '2026-09-02', 'unstabilised', 'new'],
    ['no longer new', ['2026-06-03'], '2026-09-03', 'unstabilised', 'established'],
    ['returned on its last day', ['2026-01-15', '2026-06-20'], '2026-08-19', 'unstabilised', 'returned'],
    ['no longer returned', ['2026-01-15', '2026-06-20'], '2026-08-20', 'unstabilised', 'established'],
    ['30 November on 27 February', ['2025-11-30'], '2026-02-27', 'unstabilised', 'new'],
    ['30 November on 28 February', ['2025-11-30'], '2026-02-28', 'lost', 'established'],
    // Three empty months and not two.
    ['February, 1 June: three empty months', ['2026-02-28', '2026-06-01'], '2026-06-30', 'unstabilised', 'returned'],
    ['a second shipment does not return again', ['2026-01-15', '2026-06-01', '2026-06-25'], '2026-08-10', 'unstabilised', 'established'],
    ['three months out of three', ['2026-04-01', '2026-05-01', '2026-06-01'], '2026-06-30', 'stabilised', 'new'],
    ['never', [], '2026-06-30', 'prospect', 'none'],
    ['first ever after the reference month', ['2026-07-03'], '2026-07-15', 'prospect', 'new'],
    ['back after the reference month', ['2026-01-15', '2026-07-03'], '2026-07-15', 'lost', 'returned'],
    ['a fact after the as-of date does not exist', ['2026-07-20'], '2026-07-15', 'prospect', 'none'],
  ])('%s', (_, days, asOf, activity, lifecycle) => {
    const card = cardOf({ days, asOf });
    expect([card.activity, card.lifecycle]).toEqual([activity, lifecycle]);
  });

  test('rolling months go by the as-of date itself', () => {
    const settings = { window: 'rolling' as const };
    // On 15 July the last three months are 16 April to 15 July.
    expect(cardOf({ days: ['2026-04-15', '2026-07-10'], asOf: '2026-07-15', settings }).activity).toBe('unstabilised');
    expect(cardOf({ days: ['2026-04-16', '2026-07-10'], asOf: '2026-07-15', settings }).activity).toBe('stabilised');
  });
});

describe('in development', () => {
  test.each([
    ['a prospect', [], 'in_development'],
    ['a lost customer', ['2026-01-15'], 'in_development'],
    ['one who buys', ['2026-01-15', '2026-03-15', '2026-05-15'], 'established'],
    ['one who has just begun', ['2026-06-15'], 'new'],
  ])('%s assigned to active sales', (_, days, lifecycle) => {
    expect(cardOf({ days, asOf: '2026-06-30', assigned: true }).lifecycle).toBe(lifecycle);
  });
});

describe('rhythm', () => {
  test.each([
    // Every ten days: late from the 21st silent day on.
    [['2026-05-01', '2026-05-11', '2026-05-21'], '2026-06-10', false],
    [['2026-05-01', '2026-05-11', '2026-05-21'], '2026-06-11', true],
    // Two shipment days are no rhythm.
    [['2026-01-01', '2026-01-02'], '2026-06-30', false],
  ])('%j on %s is late: %s', (days, asOf, late) => {
    expect(cardOf({ days, asOf }).late).toBe(late);
  });
});
