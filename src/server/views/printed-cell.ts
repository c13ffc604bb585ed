/** A cell of the file as printed, with what it would say as a date and as a number: a person who maps columns sees both without another reading. */
import type { z } from '@hono/zod-openapi';
import type { Recognition } from '../../imports/recognition.ts';
import { splitCurrency } from '../../facts/values/currency.ts';
import { dateFromSerial, parseDate, plausibleSerial } from '../../facts/values/date.ts';
import { parseMonth } from '../../facts/values/month.ts';
import { type Decimal, parseKopecks, parseNumber } from '../../facts/values/number.ts';
import type { printedCell } from '../schemas/imports.ts';

export function printedCellOf(
  printed: string,
  { mapping, reading }: Pick<Recognition, 'mapping' | 'reading'>,
  column: number,
): z.infer<typeof printedCell> {
  const number = parseNumber(splitCurrency(printed).number, reading.decimals[column] ?? '.') ?? parseKopecks(printed);
  return { printed, date: dateOf(printed, mapping.dateOrder), number: number && textOf(number) };
}

function dateOf(printed: string, order: Recognition['mapping']['dateOrder']): string | null {
  // Days as a workbook counts them, perhaps with the time of day behind the point.
  if (/^\d{5}(\.\d+)?$/.test(printed) && plausibleSerial(Number(printed))) return dateFromSerial(Number(printed));
  return parseDate(printed, order) ?? parseMonth(printed, order);
}

function textOf({ digits, scale }: Decimal): string {
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  return `${digits < 0n ? '-' : ''}${scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`}`;
}
