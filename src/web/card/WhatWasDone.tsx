/** What was done for the customer: how often, how long, by which rule that was priced, and what it cost. */
import { Table, Title } from '@mantine/core';
import { m } from '../../../messages/compiled/messages.js';
import { activityName, minutes } from '../costs/words.ts';
import type { CustomerProfit } from '../data/shapes.ts';
import { quantity, wholeMoney } from '../language/format.ts';
import { Scroll } from '../ui/Scroll.tsx';
import css from './WhatWasDone.module.css';

export function WhatWasDone({ profit: { activities, directCosts, currency } }: { profit: CustomerProfit }) {
  return (
    <section className={`panel ${css.done}`} aria-labelledby="what-was-done">
      <Title order={2} fz={20} id="what-was-done" mb="xs">{m.card_done_title()}</Title>
      <Scroll label={m.card_done_title()}>
        <Table aria-labelledby="what-was-done" horizontalSpacing={8}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{m.card_done_work()}</Table.Th><Table.Th data-figures>{m.card_done_events()}</Table.Th><Table.Th data-figures>{m.card_done_minutes()}</Table.Th><Table.Th data-figures>{m.card_done_cost()}</Table.Th><Table.Th>{m.card_done_rule()}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {activities.map((row) => (
              <Table.Tr key={row.pool + row.activity}>
                <Table.Td>{activityName(row.activity)}<span className={css.pool}>{row.pool}</span></Table.Td>
                <Table.Td data-figures>{quantity(row.events)}</Table.Td>
                <Table.Td data-figures>{minutes(row.minutesMicro)}</Table.Td>
                <Table.Td data-figures>{wholeMoney({ minor: row.costMinor, currency })}</Table.Td>
                <Table.Td className={css.rule ?? ''}><code>{row.equation}</code></Table.Td>
              </Table.Tr>
            ))}
            {directCosts.map(({ name, costMinor }) => (
              <Table.Tr key={`direct ${name}`}>
                <Table.Td>{name || m.profit_directMinor()}<span className={css.pool}>{m.profit_directMinor()}</span></Table.Td>
                <Table.Td data-figures>—</Table.Td><Table.Td data-figures>—</Table.Td>
                <Table.Td data-figures>{wholeMoney({ minor: costMinor, currency })}</Table.Td>
                <Table.Td>{m.card_done_direct_rule()}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Scroll>
    </section>
  );
}
