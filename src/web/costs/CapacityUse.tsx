/** Use of each pool's capacity by month: darker for higher use; use above capacity is also stated in words. */
import { Text, Title } from '@mantine/core';
import type { CSSProperties } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import type { Reconciliation } from '../data/shapes.ts';
import { monthName, percent, shortMonth } from '../language/format.ts';
import { AlertIcon } from '../ui/icons.tsx';
import { Scroll } from '../ui/Scroll.tsx';
import css from './CapacityUse.module.css';

export function CapacityUse({ costs }: { costs: Reconciliation }) {
  const timed = costs.months.filter(({ spread, capacityMicro }) => spread === 'time' && capacityMicro !== null);
  if (timed.length === 0) return null;
  const pools = costs.pools.filter(({ pool }) => timed.some((each) => each.pool === pool));
  const months = [...new Set(timed.map(({ month }) => month))].toSorted();
  const over = pools.filter(({ overCapacity }) => overCapacity.length > 0);
  return (
    <section className={`panel ${css.capacity}`} aria-labelledby="capacity">
      <Title order={2} fz={20} id="capacity">
        {over.length === 0
          ? m.capacity_title({ share: usedShare(timed) })
          : m.capacity_title_over({ pools: over.map(({ pool }) => `«${pool}»`).join(', ') })}
      </Title>
      <Text size="sm" c="dimmed" mt={4} mb="sm">
        {m.capacity_caption()}
      </Text>
      <Scroll label={m.capacity_caption()} fromEnd>
        <table className={css.heat} aria-labelledby="capacity">
          <thead>
            <tr>
              <th scope="col">{m.costs_pool()}</th>
              {months.map((month) => (
                <th key={month} scope="col">
                  {shortMonth(month)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {pools.map(({ pool }) => (
              <tr key={pool}>
                <th scope="row">{pool}</th>
                {months.map((month) => (
                  <Cell key={month} of={timed.find((each) => each.pool === pool && each.month === month)} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {over.map(({ pool, overCapacity }) => (
        <p key={pool} className={css.over}>
          <AlertIcon size={16} />
          {m.capacity_over({ pool, months: overCapacity.map(monthName).join(', ') })}
        </p>
      ))}
    </section>
  );
}

function Cell({ of }: { of: Reconciliation['months'][number] | undefined }) {
  if (of?.capacityMicro === undefined || of.capacityMicro === null) return <td>—</td>;
  const capacity = Number(of.capacityMicro);
  const used = Number(of.usedMicro);
  if (capacity === 0) return <td data-over={used > 0 || undefined}>{used > 0 ? '∞' : '—'}</td>;
  const share = used / capacity;
  const over = used > capacity;
  return (
    <td data-over={over || undefined} style={{ '--used': `${Math.round(Math.min(1, share) * 60)}%` } as CSSProperties}>
      {percent(share)}
      {over && (
        <>
          <AlertIcon size={12} />
          <span className="visually-hidden"> {m.costs_over_capacity()}</span>
        </>
      )}
    </td>
  );
}

function usedShare(timed: Reconciliation['months']): string {
  const sum = (of: (each: Reconciliation['months'][number]) => string | null): number =>
    timed.reduce((total, each) => total + Number(of(each) ?? 0), 0);
  const capacity = sum(({ capacityMicro }) => capacityMicro);
  return percent(capacity === 0 ? 0 : sum(({ usedMicro }) => usedMicro) / capacity);
}
