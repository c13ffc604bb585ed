/** Records of a delimited text as places in its bytes: millions of rows without a string for each cell. */
import { LogRefused } from './refused.ts';

const [quote, lineFeed, carriageReturn, space, tab] = [34, 10, 13, 32, 9];

export interface Records {
  /** The physical line on which the present record starts, from 1. */
  line: number;
  /** Moves to the next record that is not blank; the number of its cells, −1 at the end. */
  next(): number;
  start(cell: number): number;
  end(cell: number): number;
  text(cell: number): string;
}

/** `delimiter`: a byte; a space stands for runs of blanks, which may also stand before the first cell. */
export function recordsOf(bytes: Buffer, { from, delimiter }: { from: number; delimiter: number }): Records {
  let at = from;
  let nextLine = 1;
  const starts: number[] = [];
  const ends: number[] = [];
  const blanks = delimiter === space;
  const isBlank = (byte: number | undefined): boolean => byte === space || (byte === tab && delimiter !== tab);
  const endsLine = (byte: number | undefined): boolean => byte === lineFeed || byte === carriageReturn;

  function afterBlanks(place: number): number {
    let after = place;
    while (isBlank(bytes[after])) after++;
    return after;
  }

  /** From its opening quote to the closing one; quotes within are doubled. */
  function quoted(cell: number): void {
    starts[cell] = ++at;
    for (; ; at++) {
      if (at >= bytes.length) throw new LogRefused('log_open_quote', { row: String(records.line) });
      if (bytes[at] === lineFeed) nextLine++;
      if (bytes[at] !== quote) continue;
      if (bytes[at + 1] !== quote) break;
      at++;
    }
    ends[cell] = at++;
    while (at < bytes.length && bytes[at] !== delimiter && !endsLine(bytes[at])) at++;
  }

  function plain(cell: number): void {
    // Millions of cells pass here: one bound and one byte for each comparison.
    const { length } = bytes;
    const other = blanks ? tab : delimiter;
    let end = at;
    for (; end < length; end++) {
      const byte = bytes[end]!;
      if (byte === delimiter || byte === other || byte === lineFeed || byte === carriageReturn) break;
    }
    starts[cell] = at;
    at = end;
    while (end > starts[cell]! && isBlank(bytes[end - 1])) end--;
    ends[cell] = end;
  }

  const records: Records = {
    line: 0,
    next() {
      for (;;) {
        at = afterBlanks(at);
        if (at >= bytes.length) return -1;
        records.line = nextLine;
        let cells = 0;
        while (at < bytes.length && !endsLine(bytes[at])) {
          if (bytes[at] === quote) quoted(cells++);
          else plain(cells++);
          if (bytes[at] === delimiter && !blanks) {
            at++;
            at = afterBlanks(at);
            // A delimiter before the end of the line opens one more, empty cell.
            if (at >= bytes.length || endsLine(bytes[at])) starts[cells] = ends[cells++] = at;
          } else if (blanks) at = afterBlanks(at);
        }
        if (bytes[at] === carriageReturn && bytes[at + 1] === lineFeed) at++;
        at++;
        nextLine++;
        if (cells > 1 || (cells === 1 && ends[0]! > starts[0]!)) return cells;
      }
    },
    start: (cell) => starts[cell]!,
    end: (cell) => ends[cell]!,
    text: (cell) => bytes.toString('utf8', starts[cell]!, ends[cell]!),
  };
  return records;
}
