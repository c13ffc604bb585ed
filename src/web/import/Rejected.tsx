/** Rows that could not be understood, each with its number in the file and the reason; all of them can be downloaded and corrected. */
import { Button, Group, Table, Text, Title } from '@mantine/core';
import { m } from '../../../messages/compiled/messages.js';
import type { Preview } from '../data/shapes.ts';
import { wholeNumber } from '../language/format.ts';
import { wordFor } from '../language/words.ts';
import { paths } from '../paths.ts';
import { FirstFew } from '../ui/FirstFew.tsx';
import { Scroll } from '../ui/Scroll.tsx';

export function Rejected({ batch, rejected }: { batch: string; rejected: Preview['rejected'] }) {
  if (rejected.count === 0) return null;
  return (
    <section className="panel" aria-label={m.rejected_title()}>
      <Group justify="space-between" px="lg" pt="md">
        <div>
          <Title order={2} fz={18}>
            {m.rejected_title()}
          </Title>
          <Text size="sm" c="dimmed">
            {m.rejected_lead()}
          </Text>
        </div>
        <RejectedDownload batch={batch} count={rejected.count} />
      </Group>
      <FirstFew rows={rejected.first}>
        {(shown) => (
          <Scroll label={m.rejected_title()}>
            <Table mt="sm" horizontalSpacing="lg" aria-label={m.rejected_title()}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th data-figures w={90}>
                    {m.row_number()}
                  </Table.Th>
                  <Table.Th>{m.row_reason()}</Table.Th>
                  <Table.Th>{m.row_found()}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {shown.map((row) => (
                  <Table.Tr key={row.row}>
                    <Table.Td data-figures>{wholeNumber(row.row)}</Table.Td>
                    <Table.Td>{wordFor('reject', row.reason)}</Table.Td>
                    <Table.Td c="dimmed">{row.detail}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Scroll>
        )}
      </FirstFew>
      {rejected.count > rejected.first.length && (
        <Text size="sm" c="dimmed" px="lg" py="sm">
          {m.rejected_more({ count: rejected.count - rejected.first.length })}
        </Text>
      )}
    </section>
  );
}

export function RejectedDownload({ batch, count }: { batch: string; count: number }) {
  return (
    <Button component="a" href={paths.rejectedRows(batch)} download variant="default" size="xs">
      {m.rejected_download({ count })}
    </Button>
  );
}
