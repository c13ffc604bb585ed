/**
 * A DBF file as rows, in one stream per pass: its field names are the headings. Records that are marked as deleted are skipped and
 * counted. Refuses a file that is shorter than its head says.
 */
import { open } from 'node:fs/promises';
import { isUtf8 } from 'node:buffer';
import type { Cell, RawRow } from '../../facts/row/raw-row.ts';
import { ImportRefused } from '../recognition.ts';
import { cyrillicEncoding } from '../delimited/cyrillic.ts';
import type { OpenedFile } from '../open-file.ts';
import { fieldValue } from './field-value.ts';
import { dbfHeadBytes, type DbfStructure, readStructure } from './structure.ts';

const batchRows = 500;

/** By the first 4 kB, in which long tables have only some of their fields. */
export function isDbf(head: Buffer): boolean {
  return readStructure(head) !== null || (head.length === 4096 && head.readUInt16LE(8) > 4096 && readStructure(withEnd(head)) !== null);
}

export async function openDbf({ path, size }: { path: string; size: number }): Promise<OpenedFile> {
  const structure = await structureOf(path);
  const { headerBytes, recordBytes, records } = structure;
  if (size < headerBytes + records * recordBytes) throw new ImportRefused({ code: 'truncated', detail: { part: 'DBF' } });
  const { encoding, deleted } = await lookThrough(path, structure);
  let consumed = 0;
  const opened: OpenedFile = {
    format: { container: 'dbf', sheet: '', sheets: [] },
    async *rows() {
      yield [
        { number: 0, line: 0, cells: structure.fields.map(({ name }): Cell => ({ type: 'text', text: name })), outlineLevel: 0, indent: 0 },
      ];
      const reading = { text: new TextDecoder(encoding), foxPro: structure.foxPro };
      for await (const { from, block } of blocks(path, structure)) {
        const rows: RawRow[] = [];
        for (let at = 0; at + recordBytes <= block.length; at += recordBytes) {
          if (block[at] === deletedMark) continue;
          const record = block.subarray(at, at + recordBytes);
          const number = from + at / recordBytes + 1;
          rows.push({
            number,
            line: number,
            cells: structure.fields.map((field) => fieldValue(record, field, reading)),
            outlineLevel: 0,
            indent: 0,
          });
        }
        consumed = headerBytes + (from + block.length / recordBytes) * recordBytes;
        if (rows.length > 0) yield rows;
      }
    },
    bytes: size,
    progress: () => consumed,
    tables: [''],
    table: async () => opened,
    leftOut: deleted === 0 ? {} : { deleted },
  };
  return opened;
}

const deletedMark = 0x2a;

async function structureOf(path: string): Promise<DbfStructure> {
  const file = await open(path, 'r');
  try {
    const head = Buffer.alloc(dbfHeadBytes);
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    const structure = readStructure(head.subarray(0, bytesRead));
    if (structure === null) throw new ImportRefused({ code: 'truncated', detail: { part: 'DBF' } });
    return structure;
  } finally {
    await file.close();
  }
}

async function* blocks(path: string, { headerBytes, recordBytes, records }: DbfStructure): AsyncGenerator<{ from: number; block: Buffer }> {
  const file = await open(path, 'r');
  try {
    for (let from = 0; from < records; from += batchRows) {
      const block = Buffer.alloc(Math.min(batchRows, records - from) * recordBytes);
      const { bytesRead } = await file.read(block, 0, block.length, headerBytes + from * recordBytes);
      yield { from, block: block.subarray(0, bytesRead) };
      if (bytesRead < block.length) return;
    }
  } finally {
    await file.close();
  }
}

/** Texts enough to tell an encoding by; what the head says of it counts where there are fewer. */
const lettersWanted = 64;
const sampleBytes = 1 << 20;

async function lookThrough(
  path: string,
  structure: DbfStructure,
): Promise<{ encoding: 'utf-8' | 'windows-1251' | 'ibm866' | 'koi8-u'; deleted: number }> {
  const texts = structure.fields.filter(({ type }) => type === 'C' || type === 'V');
  const sample: Buffer[] = [];
  let sampled = 0;
  let letters = 0;
  let deleted = 0;
  for await (const { block } of blocks(path, structure)) {
    for (let at = 0; at + structure.recordBytes <= block.length; at += structure.recordBytes) {
      if (block[at] === deletedMark) deleted++;
      if (sampled >= sampleBytes) continue;
      for (const { offset, length } of texts) {
        const bytes = block.subarray(at + offset, at + offset + length);
        const high = bytes.reduce((count, byte) => (byte >= 0x80 ? count + 1 : count), 0);
        if (high === 0) continue;
        letters += high;
        sampled += bytes.length;
        sample.push(Buffer.from(bytes));
      }
    }
  }
  return { encoding: encodingOf(sample, letters, structure.language), deleted };
}

function encodingOf(sample: Buffer[], letters: number, language: number): 'utf-8' | 'windows-1251' | 'ibm866' | 'koi8-u' {
  if (letters >= 4 && isUtf8(Buffer.concat(sample))) return 'utf-8';
  const said = language === 0x26 || language === 0x65 ? 'ibm866' : language === 0xc9 ? 'windows-1251' : null;
  return said !== null && letters < lettersWanted ? said : cyrillicEncoding(sample);
}

/** As if the fields ended where the bytes do: whether those that are there are fields. */
function withEnd(head: Buffer): Buffer {
  const ended = Buffer.from(head.subarray(0, 32 + 32 * Math.floor((head.length - 33) / 32) + 1));
  ended[ended.length - 1] = 0x0d;
  let bytes = 1;
  for (let at = 32; at + 32 < ended.length; at += 32) bytes += ended[at + 11] === 0x43 ? ended.readUInt16LE(at + 16) : ended[at + 16]!;
  ended.writeUInt16LE(ended.length, 8);
  ended.writeUInt16LE(bytes & 0xffff, 10);
  return ended;
}
