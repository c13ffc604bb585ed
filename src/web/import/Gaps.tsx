/** Data that this file lacks: shown before it is loaded, and not only by an empty page later. */
import { m } from '../../../messages/compiled/messages.js';
import type { ColumnMeaning, Recognition } from '../data/shapes.ts';
import { Note } from '../ui/Note.tsx';
import css from './Gaps.module.css';

export function Gaps({ recognition }: { recognition: Recognition }) {
  const gaps = gapsOf(recognition);
  if (gaps.length === 0) return null;
  return (
    <Note title={m.gaps_title()}>
      <ul className={css.gaps}>
        {gaps.map((gap) => (
          <li key={gap}>{gap}</li>
        ))}
      </ul>
    </Note>
  );
}

function gapsOf({ kind, mapping, layout, assumptions }: Recognition): string[] {
  const lacks = (...meanings: ColumnMeaning[]): boolean => !mapping.columns.some(({ meaning }) => meanings.includes(meaning));
  const gaps: string[] = [];
  if (kind === 'sales') {
    if (lacks('cost_amount', 'unit_cost', 'gross_margin')) gaps.push(m.gaps_costs());
    // The levels of a grouped report stand in one column.
    if (lacks('product', 'product_code', 'product_line') && layout === 'flat') gaps.push(m.gaps_goods());
    if (lacks('quantity', 'list_price', 'list_amount', 'discount_amount', 'discount_rate')) gaps.push(m.gaps_quantity());
    if (lacks('manager')) gaps.push(m.gaps_manager());
    if (lacks('document', 'document_number') && layout === 'flat') gaps.push(m.gaps_documents());
  }
  if (assumptions.some(({ key }) => key === 'months')) gaps.push(m.gaps_months());
  return gaps;
}
