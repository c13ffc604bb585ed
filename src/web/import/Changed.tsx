/** Documents that this file would replace, with the sums before and after. A conflict is marked: it moves money between customers. */
import { Badge, Table, Text, Title } from '@mantine/core';
import { m } from '../../../messages/compiled/messages.js';
import type { Preview } from '../data/shapes.ts';
import { namedMoney, wholeNumber } from '../language/format.ts';
import cards from '../ui/cards.module.css';
import { FirstFew } from '../ui/FirstFew.tsx';
import { Scroll } from '../ui/Scroll.tsx';

export function Changed({ changed, smaller }: Pick<Preview, 'changed' | 'smaller'>) {
  if (changed.length === 0) return null;
  return (
    <section className="panel" aria-label={m.changed_title()}>
      <Title order={2} fz={18} px="lg" pt="md">
        {m.changed_title()}
      </Title>
      <Text size="sm" c="dimmed" px="lg">
        {m.changed_lead()}
      </Text>
      {smaller.documents > 0 && (
        <Text size="sm" c="var(--risk)" px="lg" pt={4}>
          {m.changed_smaller({
            count: smaller.documents,
            lines: wholeNumber(smaller.lines),
            money: smaller.totals.map(({ netMinor, currency }) => sumOf(netMinor, currency)).join(', ') || '—',
          })}
        </Text>
      )}
      <FirstFew rows={changed}>
        {(shown) => (
          <Scroll label={m.changed_title()}>
            <Table mt="sm" horizontalSpacing="lg" className={cards.cards ?? ''} aria-label={m.changed_title()}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{m.documents_document()}</Table.Th>
                  <Table.Th>{m.customers_name()}</Table.Th>
                  <Table.Th data-figures>{m.changed_before()}</Table.Th>
                  <Table.Th data-figures>{m.changed_after()}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {shown.map((row) => (
                  <Table.Tr key={row.document + row.currency}>
                    <Table.Td data-label={m.documents_document()}>
                      {row.document}{' '}
                      {row.conflict && (
                        <Badge color="risk" variant="light" tt="none" c="var(--risk)">
                          {m.changed_conflict()}
                        </Badge>
                      )}
                    </Table.Td>
                    <Table.Td data-label={m.customers_name()}>{row.customer}</Table.Td>
                    <Table.Td data-figures data-label={m.changed_before()}>
                      {sumOf(row.beforeMinor, row.currency)}
                    </Table.Td>
                    <Table.Td data-figures data-label={m.changed_after()}>
                      {sumOf(row.afterMinor, row.currency)}
                      {row.lostLines > 0 && (
                        <Text size="xs" c="var(--risk)">
                          {m.changed_lines_lost({ lines: row.lostLines, money: sumOf(row.lostMinor, row.currency) })}
                        </Text>
                      )}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Scroll>
        )}
      </FirstFew>
    </section>
  );
}

/** Of rates, prices and events nothing is added up. */
function sumOf(minor: string | null, currency: string): string {
  return minor === null || minor === 'null' || currency === '' ? '—' : namedMoney({ minor, currency });
}
