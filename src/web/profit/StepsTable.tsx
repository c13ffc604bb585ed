/** The steps of a waterfall as a table, to the kopeck: deductions have a minus sign. */
import { Table } from '@mantine/core';
import { m } from '../../../messages/compiled/messages.js';
import type { Step } from '../charts/Waterfall.tsx';
import { exactMoney } from '../language/format.ts';

export function StepsTable({ steps, currency, title }: { steps: Step[]; currency: string; title: string }) {
  return (
    <Table aria-label={title}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{m.profit_line()}</Table.Th>
          <Table.Th data-figures>{m.profit_amount()}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {steps.map(({ word, minor, stands }) => (
          <Table.Tr key={word} fw={stands ? 650 : undefined}>
            <Table.Td>{word}</Table.Td>
            <Table.Td data-figures>{exactMoney({ minor, currency })}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
