/** Dates as printed, in three languages, and the round trip through every style. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateFromSerial, parseDate } from './date.ts';
import { looseReference, parseDocumentReference } from './document-reference.ts';

describe('a date as it is printed', () => {
  const printed: [string, string][] = [
    ['19.03.2026', '2026-03-19'],
    ['19.03.26', '2026-03-19'],
    ['19.03.2026 г.', '2026-03-19'],
    ['19.03.2026 р.', '2026-03-19'],
    ['19.03.2026 9:05:01', '2026-03-19'],
    ['2026-03-19', '2026-03-19'],
    ['2026-03-19T10:00:00Z', '2026-03-19'],
    ['2026-03-19 10:00:00.123+03:00', '2026-03-19'],
    ['2026/03/19', '2026-03-19'],
    ['20260319', '2026-03-19'],
    ['19/03/2026', '2026-03-19'],
    ['19-03-2026', '2026-03-19'],
    ['19 мар 2026', '2026-03-19'],
    ['19 марта 2026 г.', '2026-03-19'],
    ['«19» марта 2026 года', '2026-03-19'],
    ['19 березня 2026 р.', '2026-03-19'],
    ['5 січ. 2026', '2026-01-05'],
    ['1 листопада 2025', '2025-11-01'],
    ['19-Mar-2026', '2026-03-19'],
    ['19-Mar-26', '2026-03-19'],
    ['Mar 19, 2026', '2026-03-19'],
    ['March 19th, 2026', '2026-03-19'],
    ['Thu, 19 Mar 2026', '2026-03-19'],
    ['чт 19.03.2026', '2026-03-19'],
    ['29.02.2024', '2024-02-29'],
    ['01.02.98', '1998-02-01'],
  ];
  test.each(printed)('%s', (text, date) => expect(parseDate(text, 'dmy')).toBe(date));

  test.each(['', '00.00.0000', '29.02.2025', '31.02.2026', 'вчера', '2026', '19.13.2026', '12.5', '19 мартобря 2026', '1.2.3.4'])(
    '%s is none',
    (text) => expect(parseDate(text, 'dmy')).toBeNull(),
  );

  test('the order of the file decides 03/04/2026, but never with points between, nor where a number is above twelve', () => {
    expect(parseDate('03/04/2026', 'dmy')).toBe('2026-04-03');
    expect(parseDate('03/04/2026', 'mdy')).toBe('2026-03-04');
    expect(parseDate('03.04.2026', 'mdy')).toBe('2026-04-03');
    expect(parseDate('25/03/2026', 'mdy')).toBe('2026-03-25');
  });

  test('a serial number counts days from 30 December 1899; its fraction is the time', () => {
    expect(dateFromSerial(46083)).toBe('2026-03-02');
    expect(dateFromSerial(45383.99999)).toBe('2024-04-01');
  });
});

test('every style of printing comes back as the same day', () => {
  const names = 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' ');
  const styles: ((year: string, month: string, day: string) => [string, 'dmy' | 'mdy'])[] = [
    (year, month, day) => [`${day}.${month}.${year}`, 'dmy'],
    (year, month, day) => [`${day}.${month}.${year.slice(2)} г.`, 'dmy'],
    (year, month, day) => [`${year}-${month}-${day}`, 'mdy'],
    (year, month, day) => [`${month}/${day}/${year}`, 'mdy'],
    (year, month, day) => [`${Number(day)} ${names[Number(month) - 1]} ${year} г.`, 'dmy'],
    (year, month, day) => [`${day}.${month}.${year} 23:59:59`, 'mdy'],
  ];
  const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2069-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(days, fc.nat(styles.length - 1), (date, style) => {
      const iso = date.toISOString().slice(0, 10);
      const [text, order] = styles[style]!(iso.slice(0, 4), iso.slice(5, 7), iso.slice(8));
      expect(parseDate(text, order)).toBe(iso);
    }),
  );
});

describe('a document in one cell', () => {
  test.each([
    ['Реализация товаров и услуг 00УТ-000059 от 15.01.2026 15:42:25', 'Реализация товаров и услуг', '00УТ-000059', '2026-01-15'],
    ['Реализация (акт, накладная, УПД) 0000-000102 от 02.02.2026', 'Реализация (акт, накладная, УПД)', '0000-000102', '2026-02-02'],
    ['Расходная накладная № 15 от 1 февраля 2026 г.', 'Расходная накладная', '15', '2026-02-01'],
    ['Реалізація товарів та послуг ТД00-000081 від 02.04.2025 15:47:55', 'Реалізація товарів та послуг', 'ТД00-000081', '2025-04-02'],
    ['Invoice INV-001 dated 2026-01-02', 'Invoice', 'INV-001', '2026-01-02'],
  ])('%s', (text, type, number, date) => expect(parseDocumentReference(text)).toEqual({ type, number, date }));

  test('a bare number, or a type with a number, has no date', () => {
    expect(looseReference('00УТ-000059')).toEqual({ type: '', number: '00УТ-000059', date: null });
    expect(looseReference('Invoice 12')).toEqual({ type: 'Invoice', number: '12', date: null });
  });
});
