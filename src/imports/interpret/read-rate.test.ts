/** Rows of a table of rates that are no rates: each is rejected with its reason, and the rows before it count. */
import { expect, test } from 'vitest';
import { readLines } from '../../../fixtures/read-lines.ts';

test.each([
  ['a currency that nobody knows', ['Date;Currency;Rate', '2026-05-15;USD;80', '2026-05-15;Quatloo;80'], 'unknown_currency'],
  ['a rate of nothing', ['Date;Currency;Rate', '2026-05-14;USD;79', '2026-05-15;USD;0'], 'invalid_rate'],
  ['a rate below nothing', ['Date;Currency;Rate', '2026-05-14;USD;79', '2026-05-15;USD;-80'], 'invalid_rate'],
  ['no rate', ['Date;Currency;Rate;Units', '2026-05-14;USD;79;1', '2026-05-15;USD;;1'], 'missing_rate'],
  ['for no units', ['Date;Currency;Rate;Units', '2026-05-14;USD;79;1', '2026-05-15;USD;80;0'], 'invalid_rate'],
  ['for half a unit', ['Date;Currency;Rate;Units', '2026-05-14;USD;79;1', '2026-05-15;USD;80;0.5'], 'invalid_rate'],
  ['a second rate of a day', ['Date;Currency;Rate', '2026-05-15;USD;80', '2026-05-15;USD;81'], 'repeated_rate'],
  ['a day that is none', ['Date;Currency;Rate', '28.02.2026;USD;80', '31.02.2026;USD;80'], 'invalid_date'],
])('%s: rejected with its reason', async (_, lines, reason) => {
  const { recognition, rows } = await readLines(lines, 'rates');
  expect(recognition.kind).toBe('rates');
  expect(rows.slice(1)).toMatchObject([
    { type: 'fact', kind: 'rates', row: 2 },
    { type: 'rejected', row: 3, reason },
  ]);
});
