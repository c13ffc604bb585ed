/** The figures by which an accountant checks a file against the books: sums by currency, period, counts. */
import { m } from '../../../messages/compiled/messages.js';
import type { Batch, Totals } from '../data/shapes.ts';
import { exactMoney, wholeNumber } from '../language/format.ts';
import { Period } from './Period.tsx';
import css from './ControlTotals.module.css';

interface ControlTotalsProps {
  kind: Batch['kind'];
  totals: Totals;
  firstDate: string | null;
  lastDate: string | null;
  documents: number;
  lines: number;
  customers: number;
}

export function ControlTotals({ kind, totals, firstDate, lastDate, documents, lines, customers }: ControlTotalsProps) {
  return (
    <dl className={`panel ${css.totals}`} aria-label={m.totals_title()}>
      {kind !== 'rates' && kind !== 'prices' && kind !== 'events' && <div>
        <dt>{kind === 'costs' || kind === 'direct_costs' ? m.totals_expenses() : kind === 'contracts' ? m.totals_contract_sum() : m.totals_sum()}</dt>
        <dd>{totals.length === 0 ? '—' : totals.map((total) => <div key={total.currency}>{exactMoney({ minor: total.netMinor, currency: total.currency })}</div>)}</dd>
      </div>}
      <div><dt>{m.totals_period()}</dt><dd><Period from={firstDate} to={lastDate} /></dd></div>
      <div><dt>{kind === 'rates' ? m.totals_rates() : kind === 'prices' ? m.totals_prices() : kind === 'events' ? m.totals_events() : kind === 'contracts' ? m.totals_contract_terms() : m.totals_documents()}</dt><dd>{wholeNumber(documents)}</dd></div>
      {kind !== 'rates' && kind !== 'prices' && kind !== 'contracts' && <div><dt>{m.totals_lines()}</dt><dd>{wholeNumber(lines)}</dd></div>}
      {kind !== 'rates' && kind !== 'prices' && kind !== 'costs' && <div><dt>{m.totals_customers()}</dt><dd>{wholeNumber(customers)}</dd></div>}
    </dl>
  );
}
