/** One customer in the list: columns on a desk, two lines on a phone, grey bars until it is fetched. */
import { memo } from 'react';
import type { Customer } from '../data/shapes.ts';
import { shortMoney } from '../language/format.ts';
import { paths } from '../paths.ts';
import { useFollow } from '../ui/AppLink.tsx';
import { ActivityWord } from '../ui/Classes.tsx';
import { LastShipment, OwnMoney, TierOf, type Column } from './columns.tsx';
import css from './CustomersTable.module.css';

export const rowHeight = (narrow: boolean) => (narrow ? 68 : 42);

interface CustomerRowProps {
  index: number;
  customer: Customer | undefined;
  columns: Column[];
  currency: string;
  narrow: boolean;
  active: boolean;
  /** Where the row stands in the list, in pixels, and how wide its columns are. */
  top: number;
  template: string | undefined;
  onActivate: (index: number) => void;
}

/** Drawn again only when it changes: scrolling moves the list, not its rows. */
export const CustomerRow = memo(function CustomerRow({
  index,
  customer,
  columns,
  currency,
  narrow,
  active,
  top,
  template,
  onActivate,
}: CustomerRowProps) {
  const follow = useFollow();
  const href = customer ? paths.customer(customer.id) : '';
  return (
    // The grid around the rows listens for keys: it knows which row is active.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="row"
      id={`customer-${index}`}
      aria-rowindex={index + 2}
      aria-selected={active}
      className={`${css.row} ${css.customer} ${narrow ? css.narrow : ''}`}
      data-active={active || undefined}
      style={{ gridTemplateColumns: template, height: rowHeight(narrow), transform: `translateY(${top}px)` }}
      onClick={(event) => {
        onActivate(index);
        if (customer) follow(event, href);
      }}
    >
      {narrow ? (
        <div role="gridcell" className={css.card}>
          {customer ? <Brief customer={customer} currency={currency} href={href} onFollow={follow} /> : <Waiting />}
        </div>
      ) : (
        columns.map((column) => (
          <div key={column.id} role="gridcell" className={css.cell} data-figures={column.figures || undefined}>
            {!customer ? (
              <Waiting />
            ) : column.id === 'name' ? (
              <a href={href} tabIndex={-1} className={css.name} onClick={(event) => follow(event, href)}>
                {column.cell(customer, currency)}
              </a>
            ) : (
              column.cell(customer, currency)
            )}
          </div>
        ))
      )}
    </div>
  );
});

function Waiting() {
  return <span className={css.waiting} aria-hidden="true" />;
}

function Brief({
  customer,
  currency,
  href,
  onFollow,
}: {
  customer: Customer;
  currency: string;
  href: string;
  onFollow: ReturnType<typeof useFollow>;
}) {
  return (
    <>
      <a href={href} tabIndex={-1} className={`${css.name} ${css.briefName}`} onClick={(event) => onFollow(event, href)}>
        {customer.name}
      </a>
      <span className={css.briefMoney}>
        {customer.notValued ? <OwnMoney customer={customer} short /> : shortMoney({ minor: customer.revenueMinor, currency })}
      </span>
      <span className={css.briefClasses}>
        <TierOf customer={customer} short />
        <ActivityWord activity={customer.activity} />
      </span>
      <span className={css.briefDate}>
        <LastShipment customer={customer} />
      </span>
    </>
  );
}
