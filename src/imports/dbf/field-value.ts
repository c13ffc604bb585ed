/** One field of a DBF record as a cell, by its type. Memos lie in a file of their own that was not sent: they are empty. */
import type { Cell } from '../../facts/row/raw-row.ts';
import { isoDate } from '../../facts/values/date.ts';
import type { DbfField } from './structure.ts';

const empty: Cell = { type: 'empty' };

export function fieldValue(record: Buffer, field: DbfField, { text, foxPro }: { text: TextDecoder; foxPro: boolean }): Cell {
  const bytes = record.subarray(field.offset, field.offset + field.length);
  switch (field.type) {
    case 'C':
    case 'V':
      return textCell(text.decode(bytes));
    case 'N':
    case 'F':
      return printedNumber(bytes.toString('latin1').replaceAll('\0', ' ').trim());
    case 'D':
      return dayCell(bytes.toString('latin1').replaceAll('\0', ' ').trim());
    case 'L':
      return logical(String.fromCharCode(bytes[0]!));
    case 'I':
      return field.length === 4 ? number(String(bytes.readInt32LE(0))) : empty;
    case '+':
      return field.length === 4 ? number(String(bytes.readInt32BE(0) & 0x7fff_ffff)) : empty;
    case 'Y':
      return field.length === 8 ? number(currency(bytes.readBigInt64LE(0))) : empty;
    case 'B':
    case 'O':
      // In dBase a B of ten bytes points into the memo file.
      return field.length === 8 && (foxPro || field.type === 'B') ? double(bytes.readDoubleLE(0)) : empty;
    case 'T':
    case '@':
      return field.length === 8 ? moment(bytes) : empty;
    default:
      return empty;
  }
}

function textCell(text: string): Cell {
  const clean = text.replaceAll('\0', '').trimEnd();
  return clean.trim() === '' ? empty : { type: 'text', text: clean };
}

/** Stars are a number that did not fit. */
function printedNumber(printed: string): Cell {
  if (printed === '' || printed === '.') return empty;
  if (/^\*+$/.test(printed)) return { type: 'error', text: printed };
  const plain = printed
    .replace(',', '.')
    .replace(/^([+-]?)\./, '$10.')
    .replace(/^\+/, '');
  return /^-?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?$/.test(plain) ? number(plain) : { type: 'text', text: printed };
}

function number(text: string): Cell {
  return { type: 'number', text, dateLike: false };
}

/** yyyymmdd; what is no day stays as printed, and its row is rejected. */
function dayCell(printed: string): Cell {
  if (printed === '' || /^0+$/.test(printed)) return empty;
  const match = /^(\d{4})(\d\d)(\d\d)$/.exec(printed);
  const day = match && isoDate(Number(match[1]), Number(match[2]), Number(match[3]));
  return { type: 'text', text: day ?? printed };
}

function logical(sign: string): Cell {
  return /[TtYyДд]/.test(sign) ? { type: 'boolean', value: true } : /[FfNn]/.test(sign) ? { type: 'boolean', value: false } : empty;
}

/** Ten thousandths, as an integer. */
function currency(value: bigint): string {
  const size = value < 0n ? -value : value;
  return `${value < 0n ? '-' : ''}${size / 10_000n}.${(size % 10_000n).toString().padStart(4, '0')}`;
}

function double(value: number): Cell {
  return Number.isFinite(value) ? number(String(value)) : empty;
}

/** Days since 4713 BC, as astronomers count them, and milliseconds of the day. */
function moment(bytes: Buffer): Cell {
  const days = bytes.readInt32LE(0) - 2_415_019;
  return days > 0 && days < 2_958_466 ? { type: 'number', text: String(days), dateLike: true } : empty;
}
