import { expect, test } from 'vitest';
import { showsDate } from './number-format.ts';

test.each([
  'dd.mm.yyyy',
  'dd.mm.yyyy h:mm:ss',
  '[$-419]d mmmm yyyy;@',
  'm/d/yy',
  '[h]:mm:ss',
  '[mm]:ss',
  'yyyy"г."',
  'd\\.m',
  '[Red]hh:mm',
  'mmm-yy',
])('%s shows a date or a time', (code) => expect(showsDate({ id: 164, code })).toBe(true));

test.each([
  'General',
  'Standard',
  'Основной',
  '0.00',
  '#,##0.00',
  '# ##0,00"руб."',
  '#,##0.00 [$₽-419]',
  '[Red]-0.00',
  '0.00E+00',
  '"day "0',
  '0\\d',
  '_d0',
  '@',
  '[Yellow][<100]0;0',
  '#,##0_);[Magenta](#,##0)',
])('%s does not', (code) => expect(showsDate({ id: 164, code })).toBe(false));

test('built-in formats 14 to 22 and 45 to 47 are dates and times', () => {
  const dates = Array.from({ length: 50 }, (_, id) => id).filter((id) => showsDate({ id, code: undefined }));
  expect(dates).toEqual([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47]);
});
