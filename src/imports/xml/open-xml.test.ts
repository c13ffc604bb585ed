/** Any XML that is a list: attributes or children, one level or documents with lines; and what is none. */
import { describe, expect, test } from 'vitest';
import { encode } from '../../../fixtures/encode-text.ts';
import { readCells, readRows } from '../../../fixtures/read-cells.ts';
import { temporaryFile } from '../../../fixtures/temporary-file.ts';
import { openFile } from '../open-file.ts';

const cells = (text: string | Uint8Array): ReturnType<typeof readCells> => readCells(temporaryFile('a.xml', text));

describe('a list', () => {
  test.each([
    ['of attributes', '<rows><row day="2026-03-02" sum="5"/><row day="2026-03-03" sum="6"/></rows>'],
    [
      'of children',
      '<?xml version="1.0"?><!-- made by hand --><sales><meta>x</meta><sale><day>2026-03-02</day><sum>5</sum></sale><sale><day>2026-03-03</day><sum>6</sum></sale></sales>',
    ],
    [
      'with prefixes, under other elements',
      '<a:root xmlns:a="urn:a"><a:body><a:list><a:e a:day="2026-03-02"><a:sum>5</a:sum></a:e><a:e a:day="2026-03-03"><a:sum>6</a:sum></a:e></a:list></a:body></a:root>',
    ],
    [
      'with entities and CDATA',
      '<rows><row day="2026-03-02"><sum><![CDATA[5]]></sum></row><row day="2026-03-03"><sum>&#54;</sum></row></rows>',
    ],
  ])('%s', async (_, text) => {
    expect(await cells(text)).toEqual([
      ['day', 'sum'],
      ['2026-03-02', '5'],
      ['2026-03-03', '6'],
    ]);
  });

  test('of documents with lines, also where a document has one only', async () => {
    const text =
      '<orders><order no="1"><items><item name="Mug" qty="2"/><item name="Plate" qty="1"/></items></order><order no="2"><items><item name="Mug" qty="3"/></items></order></orders>';
    expect(await cells(text)).toEqual([
      ['no', 'items.item.name', 'items.item.qty'],
      ['1', 'Mug', '2'],
      ['1', 'Plate', '1'],
      ['2', 'Mug', '3'],
    ]);
  });

  test('knows the lines of the file', async () => {
    expect((await readRows(temporaryFile('a.xml', '<rows>\n<row a="1"/>\n\n<row a="2"/></rows>'))).map(({ line }) => line)).toEqual([
      0, 2, 4,
    ]);
  });
});

test.each([
  ['utf-8', 'UTF-8'],
  ['windows-1251', 'windows-1251'],
  ['windows-1251', 'cp1251'],
  ['ibm866', 'cp866'],
  ['koi8-u', 'koi8-u'],
  // What the declaration says is wrong.
  ['utf-8', 'windows-1251'],
  ['windows-1251', 'UTF-8'],
] as const)('in %s, declared as %s', async (encoding, declared) => {
  const text = `<?xml version="1.0" encoding="${declared}"?><rows><row name="Общество Ромашка"/><row name="Киоск на углу"/></rows>`;
  expect((await cells(encode(text, encoding))).slice(1)).toEqual([['Общество Ромашка'], ['Киоск на углу']]);
});

test.each([
  ['without a list', '<?xml version="1.0"?><a><b>1</b><c>2</c></a>', 'xml'],
  ['that breaks off', '<?xml version="1.0"?><rows><row a="1"/><row a="2"/>', 'truncated'],
  ['with tags crossed', '<?xml version="1.0"?><rows><row><a>1</row></a></rows>', 'truncated'],
  ['nested without end', `<?xml version="1.0"?>${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`, 'truncated'],
  [
    'with entities that multiply',
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;&x;">]><a><b>&y;</b></a>',
    'xml',
  ],
])('%s: refused', async (_, text, code) => {
  await expect(openFile(temporaryFile('a.xml', text))).rejects.toMatchObject({ refusal: { code } });
});
