/** A cell is shown as it will be booked, in the format of the user's language. */
import { afterEach, expect, test } from 'vitest';
import { overwriteGetLocale } from '../../../messages/compiled/runtime.js';
import type { ColumnMeaning, PrintedCell } from '../data/shapes.ts';
import { understood } from './understood.ts';

afterEach(() => overwriteGetLocale(() => 'en'));

const serial: PrintedCell = { printed: '45383.48284722222', date: '2024-04-01', number: '45383.48284722222' };
const amount: PrintedCell = { printed: '85658.3', date: null, number: '85658.3' };
const name: PrintedCell = { printed: 'Киоск', date: null, number: null };

test.each<[string, PrintedCell, ColumnMeaning, string, boolean]>([
  ['days as a workbook counts them', serial, 'date', '01.04.2024', false],
  ['the same as a month', serial, 'month', 'апрель 2024', false],
  ['money to the kopeck', amount, 'net_amount', '85 658,30', false],
  ['a quantity with its own digits', amount, 'quantity', '85 658,3', false],
  ['a text is a text', name, 'customer', 'Киоск', false],
  ['a name in a column of dates', name, 'date', 'Киоск', true],
  ['a name in a column of money', name, 'net_amount', 'Киоск', true],
  ['nothing where nothing stands', { printed: '', date: null, number: null }, 'net_amount', '', false],
])('%s', (_, cell, meaning, text, unread) => {
  overwriteGetLocale(() => 'ru');
  const seen = understood(cell, meaning);
  expect([seen.text.replaceAll(/[\u00a0\u202f]/g, ' '), seen.unread]).toEqual([text, unread]);
});
