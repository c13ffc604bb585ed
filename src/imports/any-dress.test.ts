/** The same facts in any dress give the same journal; the file's own totals are never contradicted in silence. */
import { expect, test } from 'vitest';
import { dressed, type PlainFact, someDress, someFacts } from '../../fixtures/dressed-facts.ts';
import { encode } from '../../fixtures/encode-text.ts';
import { temporaryFile } from '../../fixtures/temporary-file.ts';
import { writeXlsx } from '../../fixtures/write-xlsx.ts';
import { type Assumption, unanswered } from './assumptions/assumption.ts';
import type { Interpreted } from '../facts/row/outcome.ts';
import type { Cell } from '../facts/row/raw-row.ts';
import { interpret } from './interpret/interpret.ts';
import { openFile } from './open-file.ts';
import { type RecognisedFile, recognise } from './recognise/recognise.ts';

const read = async (path: string): Promise<Read> => readFile(await openFile(path));

/** Without a file: what stands in one is the same in all containers. */
const readRows = (rows: string[][]): Promise<Read> =>
  readFile({
    format: { container: 'xlsx', sheet: '', sheets: [''] },
    async *rows() {
      yield rows.map((row, at) => ({
        number: at + 1,
        line: at + 1,
        outlineLevel: 0,
        indent: 0,
        cells: row.map((text): Cell => (text === '' ? { type: 'empty' } : { type: 'text', text })),
      }));
    },
  });

interface Read {
  facts: string[];
  assumptions: Assumption[];
}

async function readFile(file: RecognisedFile): Promise<Read> {
  const recognition = await recognise(file);
  const assumptions = [...recognition.assumptions];
  const rows: Interpreted[] = [];
  for await (const some of interpret(file, recognition, (found) => assumptions.push(...found))) rows.push(...some);
  const facts = rows.flatMap((row) =>
    row.type === 'fact' && row.kind === 'sales' && row.held === null
      ? [
          [
            row.entry.documentNumber,
            row.entry.shippedOn,
            row.entry.customer.name,
            row.entry.product,
            Number(row.entry.quantityMicro) / 1e6,
            row.entry.netMinor,
          ].join('|'),
        ]
      : [],
  );
  return { facts, assumptions };
}

const told = (facts: readonly PlainFact[]): string[] =>
  facts.map(({ number, date, customer, product, quantity, net }) => [number, date, customer, product, quantity, net].join('|'));

const quoted = (text: string, delimiter: string): string =>
  text.includes(delimiter) || text.includes('"') || text.includes('\n') ? `"${text.replaceAll('"', '""')}"` : text;
const delimited = (rows: string[][], delimiter: string): string =>
  rows.map((row) => row.map((text) => quoted(text, delimiter)).join(delimiter)).join('\r\n');

const containers: { name: string; write: (rows: string[][]) => string }[] = [
  { name: 'CSV with semicolons in UTF-8', write: (rows) => temporaryFile('a.csv', delimited(rows, ';')) },
  {
    name: 'tabs in UTF-16',
    write: (rows) => temporaryFile('a.txt', Buffer.concat([Buffer.from([0xff, 0xfe]), encode(delimited(rows, '\t'), 'utf-16le')])),
  },
  {
    name: 'semicolons in windows-1251',
    write: (rows) =>
      temporaryFile(
        'a.csv',
        encode(
          delimited(rows, ';').replaceAll(/[іїєґІЇЄҐ]/g, (letter) => letter),
          'windows-1251',
        ),
      ),
  },
  {
    name: 'a workbook',
    write: (rows) =>
      temporaryFile(
        'a.xlsx',
        writeXlsx({ sheets: [{ name: 'TDSheet', rows: rows.map((row) => row.map((text) => (text === '' ? null : text))) }] }),
      ),
  },
];

test.each(containers)('the same facts in thirty dresses, as $name', async ({ write }) => {
  for (let seed = 1; seed <= 30; seed++) {
    const facts = someFacts(seed);
    const dress = { ...someDress(seed), total: 'none' as const };
    const { facts: got, assumptions } = await read(write(dressed(facts, dress)));
    expect({ seed, dress, facts: got }).toEqual({ seed, dress, facts: told(facts) });
    expect(unanswered(assumptions).map(({ key }) => key)).toEqual([]);
  }
});

test('of five hundred files with printed totals, right or changed, none is read wrong in silence', async () => {
  const outcomes = { reproduced: 0, asked: 0, silent: 0 };
  for (let seed = 1; seed <= 500; seed++) {
    const facts = someFacts(seed);
    const dress = { ...someDress(seed), total: seed % 2 === 0 ? ('right' as const) : ('wrong' as const) };
    const { facts: got, assumptions } = await readRows(dressed(facts, dress));
    const right = JSON.stringify(got) === JSON.stringify(told(facts));
    const totals = assumptions.find(({ key }) => key === 'totals');
    if (totals?.value === 'reproduced' && dress.total === 'right' && right) outcomes.reproduced++;
    else if (totals?.sureness === 'open' && (dress.total === 'wrong' || !right)) outcomes.asked++;
    else outcomes.silent++;
  }
  expect(outcomes).toEqual({ reproduced: 250, asked: 250, silent: 0 });
});
