/** How many customers the list holds, and what they bring together. */
import { m } from '../../../messages/compiled/messages.js';
import type { CustomersPage } from '../data/shapes.ts';
import { wholeMoney } from '../language/format.ts';

export function Sums({ page }: { page: CustomersPage }) {
  return (
    <b className="figures" style={{ color: 'var(--ink)', whiteSpace: 'normal' }} aria-live="polite">
      {m.customers_count({ count: page.total })}
      {page.currency && ` · ${m.customers_sum({ money: wholeMoney({ minor: page.revenueMinor, currency: page.currency }) })}`}
    </b>
  );
}
