import { expect, test } from 'vitest';
import { EndOfData } from './end-of-data.ts';

const seenIn = (text: string, piece: number): boolean => {
  const end = new EndOfData();
  for (let at = 0; at < text.length; at += piece) end.push(text.slice(at, at + piece));
  return end.seen;
};

test.each(['<row/></sheetData><x/></worksheet>', '<x:row/></x:sheetData></x:worksheet>', '<sheetData/></worksheet>'])(
  'the end of the rows is found however the text is cut into pieces: %s',
  (text) => {
    for (let piece = 1; piece < text.length; piece++) expect(seenIn(text, piece)).toBe(true);
  },
);

test('rows that break off have no end', () => {
  expect(seenIn('<worksheet><sheetData><row><c/></row><ro', 7)).toBe(false);
});
