/** One customer in the list: columns on a desk, two lines on a phone, grey bars until it is fetched. */
import { Skeleton } from '@mantine/core';
import type { CSSProperties } from 'react';
import type { Customer } from '../data/shapes.ts';
import { shortMoney } from '../language/format.ts';
import { paths } from '../paths.ts';
import { AppLink, useFollow } from '../ui/AppLink.tsx';
import { ActivityWord, TierWord } from '../ui/Classes.tsx';
import { LastShipment, type Column } from './columns.tsx';
import css from './CustomersTable.module.css';

export const rowHeight = (narrow: boolean) => (narrow ? 68 : 42);

interface CustomerRowProps {
  index: number;
  customer: Customer | undefined;
  columns: Column[];
  currency: string;
  narrow: boolean;
  active: boolean;
  style: CSSProperties;
  onActivate: () => void;
}

export function CustomerRow({ index, customer, columns, currency, narrow, active, style, onActivate }: CustomerRowProps) {
  const follow = useFollow();
  const href = customer ? paths.customer(customer.id) : '';
  return (
    // The grid around the rows listens for keys: it knows which row is active.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="row" id={`customer-${index}`} aria-rowindex={index + 2} aria-selected={active} className={`${css.row} ${css.customer} ${narrow ? css.narrow : ''}`} data-active={active || undefined} style={style}
      onClick={(event) => {
        onActivate();
        if (customer) follow(event, href);
      }}
    >
      {narrow ? <div role="gridcell" className={css.card}>{customer ? <Brief customer={customer} currency={currency} href={href} /> : <Skeleton h={14} w="70%" />}</div> : columns.map((column) => (
        <div key={column.id} role="gridcell" className={css.cell} data-figures={column.figures || undefined}>
          {!customer ? <Skeleton h={12} w="70%" ml={column.figures ? 'auto' : 0} />
            : column.id === 'name' ? <AppLink href={href} c="var(--ink)" fw={550} tabIndex={-1}>{column.cell(customer, currency)}</AppLink>
            : column.cell(customer, currency)}
        </div>
      ))}
    </div>
  );
}

function Brief({ customer, currency, href }: { customer: Customer; currency: string; href: string }) {
  return (
    <>
      <AppLink href={href} c="var(--ink)" fw={600} tabIndex={-1} className={css.briefName ?? ''}>{customer.name}</AppLink>
      <span className={css.briefMoney}>{shortMoney({ minor: customer.revenueMinor, currency })}</span>
      <span className={css.briefClasses}><TierWord tier={customer.tier} /><ActivityWord activity={customer.activity} /></span>
      <span className={css.briefDate}><LastShipment customer={customer} /></span>
    </>
  );
}
