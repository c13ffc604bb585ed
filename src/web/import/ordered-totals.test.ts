/** The sum by which a person knows the company comes first. */
import { expect, test } from 'vitest';
import { orderedTotals } from './ordered-totals.ts';

const totals = [
  { currency: 'BYN', netMinor: '2806679' },
  { currency: 'CNY', netMinor: '11457657' },
  { currency: 'JPY', netMinor: '9000000' },
  { currency: 'RUB', netMinor: '7425007378' },
];
const order = (company: string | null): string =>
  orderedTotals(totals, company)
    .map(({ currency }) => currency)
    .join(' ');

test.each([
  ['the company’s own first, though it is the smallest', 'BYN', 'BYN RUB JPY CNY'],
  ['by size where the company has none yet; yen have no hundredths', null, 'RUB JPY CNY BYN'],
])('%s', (_, company, expected) => expect(order(company)).toBe(expected));
