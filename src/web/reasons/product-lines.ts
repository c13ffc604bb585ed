/** Product lines that the customer has only begun to buy: a new one for a good part of the way. */
import { m } from '../../../messages/compiled/messages.js';
import type { CustomerCard } from '../data/shapes.ts';
import { longDate } from '../language/format.ts';
import type { Explanation } from './explain.ts';

/** More than these are shown as a number: for a new customer every line is new. */
const most = 5;

export function explainProductLines(lines: CustomerCard['newProductLines']): Explanation[] {
  if (lines.length === 0) return [];
  const told = lines
    .slice(0, most)
    .map(({ product_line, since, until }) => m.reason_product_line({ line: product_line, since: longDate(since), until: longDate(until) }));
  return [
    {
      subject: m.reason_product_lines_subject(),
      sentences: lines.length > most ? [...told, m.reason_product_lines_more({ number: lines.length - most })] : told,
    },
  ];
}
