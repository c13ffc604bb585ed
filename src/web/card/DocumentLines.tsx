/** The lines of one document, as the file had them: with the file's own row number. */
import { Skeleton, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { m } from '../../../messages/compiled/messages.js';
import { documentLinesQuery } from '../data/queries.ts';
import { exactMoney, quantity, wholeNumber } from '../language/format.ts';
import { Scroll } from '../ui/Scroll.tsx';
import { ProblemNote, problemOf } from '../ui/ProblemNote.tsx';

export function DocumentLines({ id, currency }: { id: string; currency: string }) {
  const lines = useQuery(documentLinesQuery(id));
  if (lines.isError) return <ProblemNote problem={problemOf(lines.error)} />;
  if (!lines.data) return <Skeleton h={60} />;
  const money = (minor: string | null) => (minor === null ? '—' : exactMoney({ minor, currency }));
  return (
    <Scroll label={m.lines_title()}>
      <Table fz="sm" aria-label={m.lines_title()}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th data-figures>{m.lines_row()}</Table.Th>
            <Table.Th>{m.meaning_product()}</Table.Th>
            <Table.Th data-figures>{m.meaning_quantity()}</Table.Th>
            <Table.Th data-figures>{m.lines_list()}</Table.Th>
            <Table.Th data-figures>{m.lines_discount()}</Table.Th>
            <Table.Th data-figures>{m.lines_net()}</Table.Th>
            <Table.Th data-figures>{m.lines_cost()}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.data.rows.map((line) => (
            <Table.Tr key={line.rowNumber}>
              <Table.Td data-figures c="dimmed">
                {wholeNumber(line.rowNumber)}
              </Table.Td>
              <Table.Td>
                {line.product || line.productCode}
                {line.product && line.productCode && (
                  <>
                    {' '}
                    <small>{line.productCode}</small>
                  </>
                )}
              </Table.Td>
              <Table.Td data-figures>{line.quantity === null ? '—' : `${quantity(line.quantity)} ${line.unit}`}</Table.Td>
              <Table.Td data-figures>{money(line.listMinor)}</Table.Td>
              <Table.Td data-figures>{money(line.discountMinor)}</Table.Td>
              <Table.Td data-figures>{money(line.netMinor)}</Table.Td>
              <Table.Td data-figures>{money(line.costMinor)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scroll>
  );
}
