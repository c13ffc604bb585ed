/** A whale curve as a table: ten steps are enough to read it by. A share of a total that is not positive means nothing. */
import { Table } from '@mantine/core';
import { m } from '../../../messages/compiled/messages.js';
import { percent, wholeMoney, wholeNumber } from '../language/format.ts';

interface WhaleStepsProps {
  title: string;
  currency: string;
  totalMinor: string;
  points: readonly { customers: number; cumulativeMinor: string }[];
}

export function WhaleSteps({ title, currency, totalMinor, points }: WhaleStepsProps) {
  const everybody = points.at(-1)?.customers ?? 0;
  const steps = Array.from({ length: 10 }, (_, i) =>
    points.findLast((point) => point.customers <= Math.ceil((everybody * (i + 1)) / 10)),
  ).filter((point, i, all) => point !== undefined && point.customers > 0 && all[i - 1]?.customers !== point.customers);
  const total = Number(totalMinor);
  return (
    <Table aria-label={title}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th data-figures>{m.whale_table_best()}</Table.Th>
          <Table.Th data-figures>{m.whale_table_share()}</Table.Th>
          <Table.Th data-figures>{m.whale_table_together()}</Table.Th>
          <Table.Th data-figures>{m.whale_table_of_total()}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {steps.map(
          (point) =>
            point && (
              <Table.Tr key={point.customers}>
                <Table.Td data-figures>{wholeNumber(point.customers)}</Table.Td>
                <Table.Td data-figures>{percent(point.customers / everybody)}</Table.Td>
                <Table.Td data-figures>{wholeMoney({ minor: point.cumulativeMinor, currency })}</Table.Td>
                <Table.Td data-figures>{total > 0 ? percent(Number(point.cumulativeMinor) / total) : '—'}</Table.Td>
              </Table.Tr>
            ),
        )}
      </Table.Tbody>
    </Table>
  );
}
