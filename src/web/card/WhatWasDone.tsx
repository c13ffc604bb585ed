/** The work for the customer: its count, minutes, pricing rule and cost; each kind opens to its events. */
import { Table, Title } from '@mantine/core';
import { useId, useState, type ReactNode } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import { activityName, minutes } from '../costs/words.ts';
import type { CustomerProfit, OpenedLineOf } from '../data/shapes.ts';
import { quantity, wholeMoney } from '../language/format.ts';
import { Opener } from '../ui/Opener.tsx';
import { Scroll } from '../ui/Scroll.tsx';
import { OpenedLine } from './OpenedLine.tsx';
import css from './WhatWasDone.module.css';

export function WhatWasDone({
  customer,
  profit: { activities, directCosts, currency, period },
}: {
  customer: string;
  profit: CustomerProfit;
}) {
  const of = { id: customer, ...period };
  return (
    <section className={`panel ${css.done}`} aria-labelledby="what-was-done">
      <Title order={2} fz={20} id="what-was-done" mb="xs">
        {m.card_done_title()}
      </Title>
      <Scroll label={m.card_done_title()}>
        <Table aria-labelledby="what-was-done" horizontalSpacing={8}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{m.card_done_work()}</Table.Th>
              <Table.Th data-figures>{m.card_done_events()}</Table.Th>
              <Table.Th data-figures>{m.card_done_minutes()}</Table.Th>
              <Table.Th data-figures>{m.card_done_cost()}</Table.Th>
              <Table.Th>{m.card_done_rule()}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {activities.map((row) => (
              <Row
                key={row.pool + row.activity}
                of={{ ...of, line: 'activity', name: row.activity, pool: row.pool }}
                word={activityName(row.activity)}
                beside={row.pool}
                events={quantity(row.events)}
                minutes={minutes(row.minutesMicro)}
                cost={wholeMoney({ minor: row.costMinor, currency })}
                rule={<code>{row.equation}</code>}
              />
            ))}
            {directCosts.map(({ name, costMinor }) => (
              <Row
                key={`direct ${name}`}
                of={{ ...of, line: 'direct_costs', name }}
                word={name || m.profit_directMinor()}
                beside={m.profit_directMinor()}
                events="—"
                minutes="—"
                cost={wholeMoney({ minor: costMinor, currency })}
                rule={m.card_done_direct_rule()}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Scroll>
    </section>
  );
}

interface RowProps {
  of: OpenedLineOf;
  word: string;
  beside: string;
  events: string;
  minutes: string;
  cost: string;
  rule: ReactNode;
}

function Row({ of, word, beside, events, minutes: took, cost, rule }: RowProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <Table.Tr>
        <Table.Td>
          <Opener open={open} onToggle={() => setOpen(!open)} controls={id}>
            {word}
          </Opener>
          <span className={css.pool}>{beside}</span>
        </Table.Td>
        <Table.Td data-figures>{events}</Table.Td>
        <Table.Td data-figures>{took}</Table.Td>
        <Table.Td data-figures>{cost}</Table.Td>
        <Table.Td className={css.rule ?? ''}>{rule}</Table.Td>
      </Table.Tr>
      {open && (
        <Table.Tr id={id}>
          <Table.Td colSpan={5}>
            <OpenedLine of={of} word={word} />
          </Table.Td>
        </Table.Tr>
      )}
    </>
  );
}
