/** Which delimiter a text uses and whether quotes mean anything in it. */
import { closingQuote } from './closing-quote.ts';
import { countColumns } from './record-parser.ts';

export type Delimiter = ';' | ',' | '\t' | '|';

export interface Dialect {
  delimiter: Delimiter;
  /** False where quotes are ordinary characters. */
  quoted: boolean;
}

/**
 * In the order of preference, each with how far its evidence counts: commas are also decimal marks and stand in every
 * second product name, so they must convince more than the others.
 */
const candidates: { delimiter: Delimiter; trust: number }[] = [
  { delimiter: '\t', trust: 1 },
  { delimiter: ';', trust: 1 },
  { delimiter: '|', trust: 0.97 },
  { delimiter: ',', trust: 0.92 },
];

/** `texts`: the head of the file, then slices from further on that begin at a line. */
export function detectDialect(texts: string[]): Dialect {
  const head = texts[0] ?? '';
  const stated = candidates.find(({ delimiter }) => new RegExp(`^"?sep=[${delimiter}]"?[\\r\\n]`, 'i').test(head));
  // Excel's own way to name the delimiter; the line stays a record, so that rows keep their numbers.
  if (stated) return { delimiter: stated.delimiter, quoted: quotesAreMarks(texts, stated.delimiter) };
  let best: Dialect & { score: number } = { delimiter: ';', quoted: quotesAreMarks(texts, ';'), score: 0 };
  for (const { delimiter, trust } of candidates) {
    const quoted = quotesAreMarks(texts, delimiter);
    const score = trust * consistency(countColumns(head, { delimiter, quoted }));
    if (score > best.score) best = { delimiter, quoted, score };
  }
  return { delimiter: best.delimiter, quoted: best.quoted };
}

/** Share of the records that have the most usual number of columns, valued a little higher when there are many columns. */
function consistency(columns: number[]): number {
  const records = new Map<number, number>();
  for (const count of columns) if (count > 1) records.set(count, (records.get(count) ?? 0) + 1);
  let best = 0;
  for (const [count, times] of records) best = Math.max(best, (times / columns.length) * (1 - 1 / (count + 1)));
  return best;
}

/**
 * A program that knows quoting never leaves a quote inside an unquoted field, and ends every quoted field at a delimiter.
 * Programs that do not, print names as they are: ООО "Ромашка". The majority decides, because hands edit files too.
 */
function quotesAreMarks(texts: string[], delimiter: Delimiter): boolean {
  let marks = 0;
  let characters = 0;
  for (const text of texts) {
    let fieldStart = 0;
    while (fieldStart < text.length) {
      if (text[fieldStart] === '"') {
        const close = closingQuote(text, fieldStart);
        const after = text[close + 1];
        if (close > 0 && (after === undefined || after === delimiter || after === '\n' || after === '\r')) {
          marks++;
          fieldStart = close + 2;
          continue;
        }
      }
      const end = fieldEnd(text, { from: fieldStart, delimiter });
      const quote = text.indexOf('"', fieldStart);
      if (quote < 0) break;
      if (quote < end) characters++;
      // Without a quote in this field nothing is learnt until the field that holds the next one.
      fieldStart = quote < end ? end + 1 : startOfField(text, { at: quote, delimiter });
    }
  }
  return marks >= characters;
}

function fieldEnd(text: string, { from, delimiter }: { from: number; delimiter: string }): number {
  let end = from;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}

function startOfField(text: string, { at, delimiter }: { at: number; delimiter: string }): number {
  let start = at;
  while (start > 0 && text[start - 1] !== delimiter && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  return start;
}
