/** By the books = customers + unused capacity + not allocated, exactly, pool by pool; under each pool the work that took it to customers. */
import { Table, Text, Title } from '@mantine/core';
import { Fragment } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import type { Reconciliation } from '../data/shapes.ts';
import { exactMoney, monthName, percent, quantity, shortMoney } from '../language/format.ts';
import { Scroll } from '../ui/Scroll.tsx';
import { activityName, minutes } from './words.ts';
import css from './Reconciled.module.css';

type Pool = Reconciliation['pools'][number];
type Parts = Reconciliation['total'];

const columns = ['costMinor', 'customersMinor', 'unusedMinor', 'notAllocatedMinor'] as const;

export function Reconciled({ costs }: { costs: Reconciliation }) {
  const { pools, total, currency, period } = costs;
  return (
    <section className={`panel ${css.reconciled}`} aria-labelledby="reconciled">
      <Title order={2} fz={20} id="reconciled">
        {finding(total, currency)}
      </Title>
      <Text size="sm" c="dimmed" mt={4} mb="sm">
        {m.costs_caption({ from: monthName(period.from), to: monthName(period.to) })}
      </Text>
      <Scroll label={m.costs_title()}>
        <Table aria-labelledby="reconciled" className={css.table ?? ''} horizontalSpacing={8} verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{m.costs_pool()}</Table.Th>
              {columns.map((column, at) => (
                <Table.Th key={column} data-figures>
                  {['', '= ', '+ ', '+ '][at]}
                  {m[`costs_${column}`]()}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {pools.map((pool) => (
              <Fragment key={pool.pool}>
                <Table.Tr>
                  <Table.Th scope="row">
                    {pool.pool}
                    <span className={css.spread}>{m[`spread_${pool.spread}`]()}</span>
                  </Table.Th>
                  <Amounts parts={pool} currency={currency} />
                </Table.Tr>
                {pool.activities.map((activity) => (
                  <Activity key={activity.activity} activity={activity} pool={pool} currency={currency} />
                ))}
              </Fragment>
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            <Table.Tr>
              <Table.Th scope="row">{m.profit_total()}</Table.Th>
              <Amounts parts={total} currency={currency} />
            </Table.Tr>
          </Table.Tfoot>
        </Table>
      </Scroll>
      <Text size="sm" mt="sm">
        {addsUp(total) ? m.costs_adds_up() : m.costs_does_not_add_up()}
      </Text>
    </section>
  );
}

function Amounts({ parts, currency }: { parts: Parts; currency: string }) {
  return columns.map((column) => (
    <Table.Td key={column} data-figures>
      {parts[column] === '0' ? '—' : exactMoney({ minor: parts[column], currency })}
    </Table.Td>
  ));
}

function Activity({ activity, pool, currency }: { activity: Pool['activities'][number]; pool: Pool; currency: string }) {
  const many = { events: quantity(activity.events), minutes: minutes(activity.minutesMicro) };
  return (
    <Table.Tr className={css.activity ?? ''}>
      <Table.Td>
        {activityName(activity.activity)}{' '}
        <span className={css.many}>{pool.spread === 'time' ? m.costs_activity_time(many) : m.costs_activity_driver(many)}</span>
      </Table.Td>
      <Table.Td />
      <Table.Td data-figures>{exactMoney({ minor: activity.costMinor, currency })}</Table.Td>
      <Table.Td />
      <Table.Td />
    </Table.Tr>
  );
}

function finding(total: Parts, currency: string): string {
  const cost = Number(total.costMinor);
  if (cost <= 0) return m.costs_finding_plain({ cost: shortMoney({ minor: total.costMinor, currency }) });
  const share = (minor: string): string => percent(Number(minor) / cost, 1);
  return m.costs_finding({
    cost: shortMoney({ minor: total.costMinor, currency }),
    customers: share(total.customersMinor),
    unused: share(total.unusedMinor),
    rest: share(total.notAllocatedMinor),
  });
}

function addsUp({ costMinor, customersMinor, unusedMinor, notAllocatedMinor }: Parts): boolean {
  return BigInt(costMinor) === BigInt(customersMinor) + BigInt(unusedMinor) + BigInt(notAllocatedMinor);
}
