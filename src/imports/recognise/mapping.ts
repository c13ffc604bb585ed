/** Puts a person's mapping onto the columns of this file: by heading where columns have moved, else by place. */
import type { ColumnMeaning } from '../../facts/row/meanings.ts';
import type { Mapping } from '../../facts/row/reading.ts';
import { normalHeading } from '../../facts/headings/normal-heading.ts';

/** Changes `meanings` in place. */
export function applyMapping(mapping: Mapping, headings: string[], meanings: ColumnMeaning[]): void {
  const places = new Map<string, number>();
  headings.forEach((heading, column) => places.set(occurrence(headings, column, heading), column));
  const said = mapping.columns.map(({ heading }) => heading);
  meanings.fill('ignored');
  mapping.columns.forEach(({ index, heading, meaning }, position) => {
    const column =
      heading === '' ? index : (places.get(occurrence(said, position, heading)) ?? (headings[index] === undefined ? -1 : index));
    if (column >= 0 && column < meanings.length) meanings[column] = meaning;
  });
}

/** The second "Сумма" is another column than the first. */
function occurrence(headings: string[], column: number, heading: string): string {
  const key = normalHeading(heading);
  const before = headings.slice(0, column).filter((other) => normalHeading(other) === key).length;
  return `${key}#${before}`;
}
