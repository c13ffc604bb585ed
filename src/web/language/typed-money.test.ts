/** Money that is typed comes to the server to the kopeck, and back into the field as it was typed. */
import { expect, test } from 'vitest';
import { inUnits, minorOf } from './typed-money.ts';

test.each([
  { units: '1200000', currency: 'RUB', minor: '120000000' },
  { units: '1200000.5', currency: 'RUB', minor: '120000050' },
  { units: '0.05', currency: 'UAH', minor: '5' },
  { units: '10', currency: 'UAH', minor: '1000' },
  { units: '1200', currency: 'JPY', minor: '1200' },
  // More than a float holds exactly.
  { units: '90071992547409.93', currency: 'RUB', minor: '9007199254740993' },
])('$units in $currency', ({ units, currency, minor }) => {
  expect({ minor: minorOf({ units, currency }), units: inUnits({ minor, currency }) }).toEqual({ minor, units });
});
