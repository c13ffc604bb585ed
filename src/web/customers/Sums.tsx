/** The number of customers in the list, and their totals: revenue, and the money that the list is sorted by. */
import { m } from '../../../messages/compiled/messages.js';
import type { CustomersPage } from '../data/shapes.ts';
import { wholeMoney } from '../language/format.ts';
import type { Sort } from './filter.ts';

export function Sums({ page, sort, notValued }: { page: CustomersPage; sort: Sort | undefined; notValued: boolean }) {
  return (
    <b className="figures" style={{ color: 'var(--ink)', whiteSpace: 'normal' }} aria-live="polite">
      {m.customers_count({ count: page.total })}
      {page.asOf !== null &&
        !notValued &&
        ` · ${m.customers_sum({ money: wholeMoney({ minor: page.revenueMinor, currency: page.currency }) })}`}
      {sort === 'revenueYear' &&
        ` · ${m.customers_sum_year({ money: wholeMoney({ minor: page.revenueYearMinor, currency: page.currency }) })}`}
      {sort === 'margin' &&
        ` · ${m.customers_sum_margin({ money: wholeMoney({ minor: page.grossMarginMinor, currency: page.currency }) })}`}
    </b>
  );
}
