/** Workbooks that are broken, locked or made to harm: each is refused with its reason, quickly and in little memory. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCells } from '../../../fixtures/read-cells.ts';
import { temporaryFile } from '../../../fixtures/temporary-file.ts';
import { writeCompound } from '../../../fixtures/write-compound.ts';
import { writeXlsx, type FixtureWorkbook } from '../../../fixtures/write-xlsx.ts';
import { repeatDeflated, writeZip } from '../../../fixtures/write-zip.ts';
import { openZip } from '../archive/open-zip.ts';
import { ImportRefused } from '../recognition.ts';
import { openFile } from '../open-file.ts';
import { openArchive, usualLimits } from './archive.ts';

const kiosk: FixtureWorkbook = {
  sheets: [
    {
      name: 'S',
      rows: [['Дата', 'Покупатель'], ...Array.from({ length: 60 }, (_, i) => [i * 1.37, `Киоск ${i}`])],
      merged: ['A1:B1'],
    },
  ],
};
const sheetPart = 'xl/worksheets/sheet1.xml';

describe('a zip bomb', () => {
  const rows = (times: number) =>
    repeatDeflated({ head: '<worksheet><sheetData>', body: '<row/>'.repeat(200_000), times, tail: '</sheetData></worksheet>' });
  // Limits and bombs of a twentieth of the usual size, at the same ratio of packed to unpacked.
  const twentieth = { ...usualLimits, partBytes: usualLimits.partBytes / 20, totalBytes: usualLimits.totalBytes / 20 };

  test.each<[string, FixtureWorkbook['parts']]>([
    ['of rows, that says so', { [sheetPart]: { content: rows(400), deflated: true, declaredBytes: 2e8 } }],
    ['of rows, that claims to be small', { [sheetPart]: { content: rows(400), deflated: true, declaredBytes: 1000 } }],
    [
      'of one string',
      {
        'xl/sharedStrings.xml': {
          content: repeatDeflated({ head: '<sst><si><t>', body: 'a'.repeat(1 << 20), times: 400, tail: '' }),
          deflated: true,
          declaredBytes: 9,
        },
      },
    ],
    ['that is a zip inside', { [sheetPart]: writeXlsx(kiosk) }],
  ])('%s', async (_, parts) => {
    const path = temporaryFile('bomb.xlsx', writeXlsx({ ...kiosk, parts: parts! }));
    const opening = openZip({ path, size: statSync(path).size, openUnpacked: undefined, limits: twentieth });
    await expect(opening).rejects.toMatchObject({ refusal: { code: 'zip_bomb' } });
  });

  test('of gigabytes of rows, by the usual limits, in time', async () => {
    const started = performance.now();
    const parts = { [sheetPart]: { content: rows(8_000), deflated: true, declaredBytes: 1000 } };
    expect(await refusal(writeXlsx({ ...kiosk, parts }))).toBe('zip_bomb');
    expect(performance.now() - started).toBeLessThan(20_000);
  }, 30_000);

  test('of zips', async () => {
    const inner = writeZip([{ name: 'lib 0.zip', content: Buffer.alloc(1000) }]);
    expect(
      await refusal(
        writeZip([
          { name: 'book 0.zip', content: inner },
          { name: 'book 1.zip', content: inner },
        ]),
      ),
    ).toBe('archive_in_archive');
  });

  test('in parts that are believable one by one', async () => {
    const archive = await openArchive(temporaryFile('kiosk.xlsx', writeXlsx(kiosk)), {
      partBytes: 1e9,
      partRatio: 200,
      totalBytes: 5_000,
      entries: 100,
    });
    const readTwice = async () => {
      for (const _ of [1, 2]) for await (const _chunk of archive.read(sheetPart));
    };
    await expect(readTwice()).rejects.toThrow('zip_bomb');
    archive.close();
  });

  test('of very many entries', async () => {
    const parts = Array.from({ length: 10_001 }, (_, i) => ({ name: `${i}.xml`, content: '', stored: true }));
    expect(await refusal(writeZip(parts))).toBe('zip_bomb');
  });
});

test('a zip cut off anywhere is truncated', async () => {
  const whole = writeXlsx(kiosk);
  for (let length = 30; length < whole.length; length += 97) expect(await refusal(whole.subarray(0, length))).toBe('truncated');
  expect(await refusal(whole.subarray(0, whole.length - 1))).toBe('truncated');
});

test.each([sheetPart, 'xl/sharedStrings.xml', 'xl/styles.xml', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels'])(
  '%s cut off anywhere is truncated',
  async (part) => {
    const xml = await contentOf(part);
    for (let length = xml.indexOf('<', 10) + 1; length < xml.length; length += Math.ceil(xml.length / 15)) {
      expect(await refusal(writeXlsx({ ...kiosk, parts: { [part]: xml.subarray(0, length) } })), `${length} of ${xml.length}`).toBe(
        'truncated',
      );
    }
  },
);

test.each<[string, Partial<FixtureWorkbook>]>([
  ['a shared string that the table does not have', { sheets: [{ name: 'S', rows: [[{ xml: '<c r="C" t="s"><v>7</v></c>' }]] }] }],
  ['a fraction for a shared string', { sheets: [{ name: 'S', rows: [['x', { xml: '<c r="C" t="s"><v>0.5</v></c>' }]] }] }],
  ['no table of shared strings', { parts: { 'xl/sharedStrings.xml': null } }],
  ['tags nested without end', { parts: { [sheetPart]: `<worksheet>${'<a>'.repeat(100_000)}<sheetData></sheetData>` } }],
])('%s makes a damaged workbook', async (_, options) => {
  expect(await refusal(writeXlsx({ ...kiosk, ...options }))).toBe('truncated');
});

test('entities of a DTD are never expanded, undeclared ones stay as they are', async () => {
  const laughs = '<!DOCTYPE sst [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY file SYSTEM "file:///etc/passwd">]>';
  const xml = `<?xml version="1.0"?>${laughs}<sst><si><t>&amp;&b;&file;&nbsp;&#1046;</t></si></sst>`;
  const workbook = { sheets: [{ name: 'S', rows: [['x']] }], parts: { 'xl/sharedStrings.xml': xml } };
  expect(await readCells(temporaryFile('laughs.xlsx', writeXlsx(workbook)))).toEqual([['&&b;&file;&nbsp;Ж']]);
});

describe('limits', () => {
  test('10,000 columns', async () => {
    const wide = Array.from({ length: 10_000 }, (_, i) => i);
    expect(await refusal(writeXlsx({ sheets: [{ name: 'S', rows: [wide] }] }))).toBe('too_many_columns');
    expect(await readCells(temporaryFile('wide.xlsx', writeXlsx({ sheets: [{ name: 'S', rows: [wide.slice(0, 1024)] }] })))).toHaveLength(
      1,
    );
  });

  test('blank styled cells to the very last column are no columns', async () => {
    const row = [1, { xml: '<c r="XFD1" s="0"/>' }];
    expect(await readCells(temporaryFile('styled.xlsx', writeXlsx({ sheets: [{ name: 'S', rows: [row] }] })))).toEqual([[1]]);
  });

  test.each<'shared' | 'inline'>(['shared', 'inline'])('a %s cell of 10 MB; of 32,767 characters is fine', async (strings) => {
    const long = (length: number) => writeXlsx({ sheets: [{ name: 'S', rows: [['x'.repeat(length)]] }], strings });
    expect(await refusal(long(10 << 20))).toBe('cell_too_large');
    expect(await refusal(long(2 << 20))).toBe('cell_too_large');
    expect(await readCells(temporaryFile('long.xlsx', long(32_767)))).toEqual([['x'.repeat(32_767)]]);
  });
});

test.each<[string, string[], string]>([
  ['an old .xls', ['Workbook'], 'old_excel'],
  ['a very old .xls', ['Book'], 'old_excel'],
  ['a workbook with a password', ['EncryptionInfo', 'EncryptedPackage'], 'password_protected'],
  ['a Word document', ['WordDocument'], 'word_document'],
  ['a letter of Outlook', ['__substg1.0_001A001F'], 'binary'],
])('%s is told by its streams', async (_, streams, code) => {
  expect(await refusal(writeCompound(streams))).toBe(code);
});

test('a zip with a password', async () => {
  expect(await refusal(writeXlsx({ ...kiosk, parts: { [sheetPart]: { content: 'secret', encrypted: true } } }))).toBe('password_protected');
});

test('whatever bytes change in a workbook, it is read or refused', async () => {
  const whole = writeXlsx(kiosk);
  const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(damage, async (changes) => {
      expect(await refusal(changed(whole, changes))).toMatch(/^[a-z_]+$/);
    }),
    { numRuns: 400 },
  );
}, 30_000);

test.each([sheetPart, 'xl/sharedStrings.xml', 'xl/styles.xml', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels'])(
  'whatever bytes change in %s, the workbook is read or refused',
  async (part) => {
    const xml = await contentOf(part);
    // Digits, points and brackets, among any bytes: what makes another number or another tag out of one.
    const byte = fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from('0123456789.-e<>/="')));
    const damage = fc.array(fc.tuple(fc.nat(xml.length - 1), byte), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        expect(await refusal(writeXlsx({ ...kiosk, parts: { [part]: changed(xml, changes) } }))).toMatch(/^[a-z_]+$/);
      }),
      { numRuns: 200 },
    );
  },
  30_000,
);

test.skipIf(!existsSync('/proc/self/fd'))('leaving early, finishing and being refused all close the file', async () => {
  const many = writeXlsx({ sheets: [{ name: 'S', rows: Array.from({ length: 5_000 }, (_, i) => [i, `Киоск ${i}`]) }] });
  const path = temporaryFile('many.xlsx', many);
  await readCells(path);
  const before = openFiles();
  for (let i = 0; i < 10; i++) {
    const opened = await openFile(path);
    for await (const _ of opened.rows()) break;
    expect(await refusal(many.subarray(0, many.length - 100))).toBe('truncated');
  }
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(openFiles()).toBeLessThanOrEqual(before);
});

/** A part of the kiosk's workbook, unpacked. */
async function contentOf(part: string): Promise<Buffer> {
  const archive = await openArchive(temporaryFile('kiosk.xlsx', writeXlsx(kiosk)));
  const chunks: Buffer[] = [];
  for await (const chunk of archive.read(part)) chunks.push(chunk);
  archive.close();
  return Buffer.concat(chunks);
}

function changed(content: Buffer, changes: [at: number, byte: number][]): Buffer {
  const damaged = Buffer.from(content);
  for (const [at, byte] of changes) damaged[at] = byte;
  return damaged;
}

/** The code with which the content is refused, or 'read'; any other error fails the test. */
async function refusal(content: Buffer): Promise<string> {
  try {
    await readCells(temporaryFile('damaged.xlsx', content));
    return 'read';
  } catch (error) {
    if (error instanceof ImportRefused) return error.refusal.code;
    throw error;
  }
}

function openFiles(): number {
  return readdirSync('/proc/self/fd').length;
}
