/**
 * The value of a cell of a page. Programs that make pages for Excel add the stored number in an attribute: x:num (Excel), data-v
 * (SheetJS), sdval (LibreOffice). Without one the text is all there is, and is given as a text.
 */
import type { Cell } from '../../facts/row/raw-row.ts';
import { numberCell } from '../xlsx/cell-value.ts';
import { valueFormat } from '../xlsx/styles.ts';

export function htmlValue({
  text,
  attributes,
  format,
}: {
  text: string;
  attributes: Record<string, string>;
  format: string | undefined;
}): Cell {
  if (/^\s*@\s*$/.test(format ?? '') || 'x:str' in attributes || attributes['data-t'] === 's')
    return textCell(attributes['data-v'] ?? text);
  if ('x:err' in attributes || attributes['data-t'] === 'e') return text === '' ? { type: 'empty' } : { type: 'error', text };
  if (attributes['data-t'] === 'b') return { type: 'boolean', value: /^(?:true|1)$/i.test(attributes['data-v'] ?? text) };
  const stored = storedNumber(attributes, text) ?? plainNumberUnder(format, text);
  if (stored !== undefined)
    return numberCell(stored, { format: format === undefined ? undefined : valueFormat({ id: 0, code: format }), date1904: false });
  return text === '' && 'x:fmla' in attributes ? { type: 'empty', formula: attributes['x:fmla']! } : textCell(text);
}

function textCell(text: string): Cell {
  return text === '' ? { type: 'empty' } : { type: 'text', text };
}

function storedNumber(attributes: Record<string, string>, text: string): string | undefined {
  // x:num without a value: the text is the number.
  const stated =
    attributes['x:num'] === ''
      ? text
      : (attributes['x:num'] ?? attributes['sdval'] ?? (attributes['data-t'] === 'n' ? attributes['data-v'] : undefined));
  return stated !== undefined && isNumber(stated.trim()) ? stated.trim() : undefined;
}

/** A format of numbers on a text that is one in any language: the format may name its currency. */
function plainNumberUnder(format: string | undefined, text: string): string | undefined {
  if (format === undefined || !/^-?(?:0|[1-9]\d*)(?:\.\d{1,2})?$/.test(text)) return undefined;
  return valueFormat({ id: 0, code: format }).currency === undefined ? undefined : text;
}

function isNumber(text: string): boolean {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text);
}
