/** A delimited text file as rows: its encoding and dialect are found first, then it is read in one stream per pass. */
import { open } from 'node:fs/promises';
import type { RawRow } from '../../facts/row/raw-row.ts';
import type { OpenedFile } from '../open-file.ts';
import { detectDialect, type Dialect } from './dialect.ts';
import { detectEncoding, type TextEncoding } from './encoding.ts';
import { refuseForeignText } from './foreign-text.ts';
import { RecordParser } from './record-parser.ts';
import { takeSample } from './sample.ts';

const blockBytes = 1 << 18;
const batchRows = 500;

export async function openDelimited({ path, size }: { path: string; size: number }): Promise<OpenedFile> {
  const sample = await takeSample({ path, size });
  const { encoding, bom } = detectEncoding(sample);
  const head = new TextDecoder(encoding).decode(sample.head, { stream: true });
  refuseForeignText(head);

  const slices = sample.slices.map((slice) => fromFirstLine(new TextDecoder(encoding).decode(slice)));
  const dialect = detectDialect([head.slice(0, blockBytes), ...slices].map(withoutControl));

  let consumed = 0;
  const opened: OpenedFile = {
    format: { container: 'delimited', encoding, bom, ...dialect },
    rows: () => readRows({ path, encoding, dialect, report: (bytes) => (consumed = bytes) }),
    bytes: size,
    progress: () => consumed,
    tables: [''],
    table: async () => opened,
  };
  return opened;
}

async function* readRows(file: {
  path: string;
  encoding: TextEncoding;
  dialect: Dialect;
  report: (consumedBytes: number) => void;
}): AsyncGenerator<RawRow[]> {
  const parser = new RecordParser(file.dialect);
  const decoder = new TextDecoder(file.encoding);
  const handle = await open(file.path, 'r');
  try {
    const block = Buffer.alloc(blockBytes);
    let consumed = 0;
    let last = false;
    while (!last) {
      const { bytesRead } = await handle.read(block, 0, block.length, consumed);
      last = bytesRead === 0;
      consumed += bytesRead;
      file.report(consumed);
      parser.push(withoutControl(decoder.decode(block.subarray(0, bytesRead), { stream: !last })), last);
      for (let from = 0; from < parser.rows.length; from += batchRows) yield parser.rows.slice(from, from + batchRows);
      parser.rows = [];
    }
  } finally {
    await handle.close();
  }
}

/** NUL bytes come from fixed-width fields, 0x1A from DOS, where it ends a file. Neither is text. */
function withoutControl(text: string): string {
  const clean = text.includes('\0') ? text.replaceAll('\0', '') : text;
  return clean.includes('\x1a') ? clean.replaceAll('\x1a', '') : clean;
}

function fromFirstLine(text: string): string {
  return text.slice(text.indexOf('\n') + 1);
}
