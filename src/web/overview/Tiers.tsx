/** Customers and money by tier and by lifecycle: their number, and their share of the money. */
import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import { Finding } from '../charts/Finding.tsx';
import { lifecycles, tiers } from '../customers/filter.ts';
import { percent, shortMoney, wholeNumber } from '../language/format.ts';
import { paths } from '../paths.ts';
import { AppLink } from '../ui/AppLink.tsx';
import { Scroll } from '../ui/Scroll.tsx';
import { LifecycleWord, TierWord } from '../ui/Classes.tsx';
import type { Valued } from './OverviewPage.tsx';
import css from './Tiers.module.css';

export function Tiers({ overview }: { overview: Valued }) {
  const { run } = overview;
  const byTier = tiers.flatMap((tier) => overview.byTier.filter((row) => row.tier === tier));
  const total = sum(byTier.map((row) => row.revenueMinor));
  const vip = byTier.find((row) => row.tier === 'vip');
  const withMargin = byTier.some((row) => row.grossMarginMinor !== null);
  return (
    <Finding
      title={
        vip && total > 0n ? m.tiers_title({ count: vip.customers, share: percent(ratio(vip.revenueMinor, total)) }) : m.tiers_title_plain()
      }
      caption={m.tiers_caption({ count: overview.run.rules.tierMonths })}
      chart={
        <Shares
          head={[m.column_tier(), m.column_customers(), m.measure_revenue(), ...(withMargin ? [m.column_margin()] : [])]}
          rows={byTier.map((row) => ({
            key: row.tier,
            word: <TierWord tier={row.tier} />,
            href: paths.customers({ tier: row.tier }),
            share: total > 0n ? ratio(row.revenueMinor, total) : 0,
            colour: `var(--${row.tier})`,
            cells: [
              wholeNumber(row.customers),
              shortMoney({ minor: row.revenueMinor, currency: run.currency }),
              ...(withMargin
                ? [row.grossMarginMinor === null ? '—' : shortMoney({ minor: row.grossMarginMinor, currency: run.currency })]
                : []),
            ],
          }))}
        />
      }
    />
  );
}

export function Lifecycles({ overview }: { overview: Valued }) {
  const { run } = overview;
  const byLifecycle = lifecycles.flatMap((lifecycle) => overview.byLifecycle.filter((row) => row.lifecycle === lifecycle));
  const total = sum(byLifecycle.map((row) => row.revenueMinor));
  const fresh = byLifecycle.filter((row) => row.lifecycle === 'new' || row.lifecycle === 'returned');
  const freshMoney = sum(fresh.map((row) => row.revenueMinor));
  return (
    <Finding
      title={total > 0n ? m.lifecycles_title({ share: percent(ratio(freshMoney, total)) }) : m.lifecycles_title_plain()}
      caption={m.tiers_caption({ count: overview.run.rules.tierMonths })}
      chart={
        <Shares
          head={[m.column_lifecycle(), m.column_customers(), m.measure_revenue()]}
          rows={byLifecycle
            .filter((row) => row.customers > 0)
            .map((row) => ({
              key: row.lifecycle,
              word: <LifecycleWord lifecycle={row.lifecycle} />,
              href: paths.customers({ lifecycle: row.lifecycle }),
              share: total > 0n ? ratio(row.revenueMinor, total) : 0,
              colour: row.lifecycle === 'new' || row.lifecycle === 'returned' ? 'var(--growth)' : 'var(--regular)',
              cells: [wholeNumber(row.customers), shortMoney({ minor: row.revenueMinor, currency: run.currency })],
            }))}
        />
      }
    />
  );
}

interface SharesProps {
  head: string[];
  rows: { key: string; word: ReactNode; href: string; share: number; colour: string; cells: string[] }[];
}

/** A table that is its own chart: the bar under each word is its share of the money. */
function Shares({ head, rows }: SharesProps) {
  return (
    <Scroll label={head[0] ?? ''}>
      <Table className={css.shares ?? ''} horizontalSpacing={6} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            {head.map((word, i) => (
              <Table.Th key={word} data-figures={i > 0 || undefined}>
                {word}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.key}>
              <Table.Td w="40%">
                <AppLink href={row.href} c="var(--ink)" fw={550}>
                  {row.word}
                </AppLink>
                <span className={css.bar} aria-hidden="true">
                  <span style={{ width: `${Math.max(0, Math.min(1, row.share)) * 100}%`, background: row.colour }} />
                </span>
              </Table.Td>
              {row.cells.map((cell, i) => (
                <Table.Td key={head[i + 1]} data-figures>
                  <AppLink href={row.href} c="var(--ink)" tabIndex={-1}>
                    {cell}
                  </AppLink>
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scroll>
  );
}

function sum(minors: string[]): bigint {
  return minors.reduce((total, minor) => total + BigInt(minor), 0n);
}

function ratio(minor: string | bigint, total: bigint): number {
  return Number(minor) / Number(total);
}
