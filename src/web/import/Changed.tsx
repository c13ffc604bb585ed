/** Documents that this file would replace, with the sums before and after. A conflict is marked: it moves money between customers. */
import { Badge, Table, Text, Title } from '@mantine/core';
import { m } from '../../../messages/compiled/messages.js';
import type { Preview } from '../data/shapes.ts';
import { exactMoney } from '../language/format.ts';
import { Scroll } from '../ui/Scroll.tsx';

export function Changed({ changed }: { changed: Preview['changed'] }) {
  if (changed.length === 0) return null;
  return (
    <section className="panel" aria-label={m.changed_title()}>
      <Title order={2} fz={18} px="lg" pt="md">{m.changed_title()}</Title>
      <Text size="sm" c="dimmed" px="lg">{m.changed_lead()}</Text>
      <Scroll label={m.changed_title()}>
      <Table mt="sm" horizontalSpacing="lg" aria-label={m.changed_title()}>
        <Table.Thead>
          <Table.Tr><Table.Th>{m.documents_document()}</Table.Th><Table.Th>{m.customers_name()}</Table.Th><Table.Th data-figures>{m.changed_before()}</Table.Th><Table.Th data-figures>{m.changed_after()}</Table.Th></Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {changed.map((row) => (
            <Table.Tr key={row.document + row.currency}>
              <Table.Td>{row.document} {row.conflict && <Badge color="risk" variant="light" tt="none" c="var(--risk)">{m.changed_conflict()}</Badge>}</Table.Td>
              <Table.Td>{row.customer}</Table.Td>
              <Table.Td data-figures>{exactMoney({ minor: row.beforeMinor, currency: row.currency })}</Table.Td>
              <Table.Td data-figures>
                {exactMoney({ minor: row.afterMinor, currency: row.currency })}
                {row.lostLines > 0 && <Text size="xs" c="var(--risk)">{m.changed_lines_lost({ lines: row.lostLines, money: exactMoney({ minor: row.lostMinor, currency: row.currency }) })}</Text>}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      </Scroll>
    </section>
  );
}
