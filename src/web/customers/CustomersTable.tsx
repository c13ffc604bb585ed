/**
 * A table of any length: only the rows in sight exist, and their windows of two hundred are fetched as they come near.
 * Arrows move along the rows, Enter opens the card. On a phone a row is two lines.
 */
import { useMediaQuery } from '@mantine/hooks';
import { useRouter } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import type { Customer, CustomersFilter } from '../data/shapes.ts';
import { paths } from '../paths.ts';
import { DownIcon, UpIcon } from '../ui/icons.tsx';
import type { Column } from './columns.tsx';
import { CustomerRow, rowHeight } from './CustomerRow.tsx';
import type { Sort } from './filter.ts';
import { useCustomerWindows } from './useCustomerWindows.ts';
import css from './CustomersTable.module.css';

interface CustomersTableProps {
  filter: CustomersFilter;
  total: number;
  currency: string;
  columns: Column[];
  onSort: (sort: Sort, order: 'asc' | 'desc') => void;
}

export function CustomersTable({ filter, total, currency, columns, onSort }: CustomersTableProps) {
  const narrow = useMediaQuery('(max-width: 48em)') ?? false;
  const scroller = useRef<HTMLDivElement>(null);
  const router = useRouter();
  const [active, setActive] = useState(0);
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight(narrow),
    overscan: 12,
  });
  const inSight = rows.getVirtualItems();
  const customerAt = useCustomerWindows(filter, { first: inSight[0]?.index ?? 0, last: inSight.at(-1)?.index ?? 0 });

  useEffect(() => rows.measure(), [rows, narrow]);
  // Another filter is another list: it starts at its top.
  useEffect(() => {
    setActive(0);
    scroller.current?.scrollTo({ top: 0 });
  }, [filter]);

  function move(event: KeyboardEvent) {
    const perScreen = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight(narrow)) - 1);
    const steps: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + perScreen,
      PageUp: active - perScreen,
      Home: 0,
      End: total - 1,
    };
    const customer = customerAt(active);
    if (event.key === 'Enter' && customer) return void router.navigate({ href: paths.customer(customer.id) });
    const target = steps[event.key];
    if (target === undefined) return;
    event.preventDefault();
    const next = Math.min(total - 1, Math.max(0, target));
    setActive(next);
    rows.scrollToIndex(next);
  }

  const template = columns.map(({ least, grow }) => `minmax(${least}px, ${grow}fr)`).join(' ');
  const leastWidth = narrow ? undefined : columns.reduce((sum, { least }) => sum + least, 24);
  return (
    <div className={`panel ${css.frame}`}>
      <div
        ref={scroller}
        className={css.scroller}
        role="grid"
        aria-label={m.customers_title()}
        aria-rowcount={total + 1}
        aria-colcount={narrow ? 1 : columns.length}
        tabIndex={0}
        onKeyDown={move}
        aria-activedescendant={inSight.some(({ index }) => index === active) ? `customer-${active}` : undefined}
      >
        {!narrow && (
          <div role="rowgroup" className={css.head} style={{ minWidth: leastWidth }}>
            <div role="row" aria-rowindex={1} className={css.row} style={{ gridTemplateColumns: template }}>
              {columns.map((column) => (
                <Heading key={column.id} column={column} filter={filter} onSort={onSort} />
              ))}
            </div>
          </div>
        )}
        <div role="rowgroup" className={css.body} style={{ height: rows.getTotalSize(), minWidth: leastWidth }}>
          {inSight.map(({ index, start }) => (
            <CustomerRow
              key={index}
              index={index}
              customer={customerAt(index)}
              columns={columns}
              currency={currency}
              narrow={narrow}
              active={index === active}
              top={start}
              template={narrow ? undefined : template}
              onActivate={setActive}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

interface HeadingProps {
  column: Column;
  filter: CustomersFilter;
  onSort: CustomersTableProps['onSort'];
}

function Heading({ column, filter, onSort }: HeadingProps) {
  const { sort } = column;
  const sorted = sort !== null && (filter.sort ?? 'revenue') === sort;
  const order = filter.order ?? 'desc';
  // Names from the beginning, figures from the greatest.
  const first = column.figures ? 'desc' : 'asc';
  return (
    <div
      role="columnheader"
      className={css.cell}
      data-figures={column.figures || undefined}
      aria-sort={sorted ? (order === 'asc' ? 'ascending' : 'descending') : undefined}
    >
      {sort === null ? (
        <span className={css.heading}>{column.heading()}</span>
      ) : (
        <button type="button" className={css.heading} onClick={() => onSort(sort, sorted ? opposite(order) : first)}>
          {column.heading()}
          {sorted && (order === 'asc' ? <UpIcon size={12} /> : <DownIcon size={12} />)}
        </button>
      )}
    </div>
  );
}

function opposite(order: 'asc' | 'desc'): 'asc' | 'desc' {
  return order === 'asc' ? 'desc' : 'asc';
}

export type CustomerAt = (index: number) => Customer | undefined;
