/** The statement line by line, to the kopeck; each opens to its parts. Activities open by kind of work, in What was done. */
import { Anchor, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import type { CustomerProfit, OpenedLineOf } from '../data/shapes.ts';
import { exactMoney } from '../language/format.ts';
import { type Line, lines, lineWord, negative } from '../profit/lines.ts';
import { Opener } from '../ui/Opener.tsx';
import { OpenedLine } from './OpenedLine.tsx';
import css from './StatementLines.module.css';

/** Lines of facts; those between them are only sums of them. */
const opens: Partial<Record<Line, OpenedLineOf['line']>> = {
  listMinor: 'list',
  discountMinor: 'discounts',
  returnsMinor: 'returns',
  revenueMinor: 'net_sales',
  costOfGoodsMinor: 'cost_of_goods',
  directMinor: 'direct_costs',
  creditMinor: 'credit',
};

export function StatementLines({ customer, profit }: { customer: string; profit: CustomerProfit }) {
  return (
    <section className={`panel ${css.statement}`} aria-labelledby="statement-lines">
      <Title order={2} fz={20} id="statement-lines">
        {m.opened_title()}
      </Title>
      <Text size="sm" c="dimmed" mt={4} mb="xs">
        {m.opened_hint()}
      </Text>
      <Table aria-labelledby="statement-lines" className={css.table ?? ''}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{m.profit_line()}</Table.Th>
            <Table.Th data-figures>{m.profit_amount()}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map(({ line, taken }) => (
            <Row key={line} line={line} taken={taken} customer={customer} profit={profit} />
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

interface RowProps {
  line: Line;
  taken: boolean;
  customer: string;
  profit: CustomerProfit;
}

function Row({ line, taken, customer, profit: { statement, currency, period, activities } }: RowProps) {
  const [open, setOpen] = useState(false);
  const minor = statement[line];
  const part = minor === null || minor === '0' ? undefined : opens[line];
  const id = `line-${line}`;
  return (
    <>
      <Table.Tr fw={taken ? undefined : 650}>
        <Table.Td>
          {part === undefined ? (
            lineWord(line)
          ) : (
            <Opener open={open} onToggle={() => setOpen(!open)} controls={id}>
              {lineWord(line)}
            </Opener>
          )}
          {line === 'activitiesMinor' && activities.length > 0 && (
            <Anchor href="#what-was-done" size="sm" ml={8}>
              {m.opened_to_work()}
            </Anchor>
          )}
        </Table.Td>
        <Table.Td data-figures>{minor === null ? '—' : exactMoney({ minor: taken ? negative(minor) : minor, currency })}</Table.Td>
      </Table.Tr>
      {open && part !== undefined && (
        <Table.Tr id={id}>
          <Table.Td colSpan={2} className={css.parts ?? ''}>
            <OpenedLine word={lineWord(line)} of={{ id: customer, line: part, ...period }} />
          </Table.Td>
        </Table.Tr>
      )}
    </>
  );
}
