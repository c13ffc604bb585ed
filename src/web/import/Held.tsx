/** Ambiguous rows. Both outcomes are shown next to each; a row is not counted until a person decides. */
import { Button, Checkbox, Group, Table, Text, Title } from '@mantine/core';
import { FirstFew } from '../ui/FirstFew.tsx';
import { Scroll } from '../ui/Scroll.tsx';
import { m } from '../../../messages/compiled/messages.js';
import type { Preview } from '../data/shapes.ts';
import { date, namedMoney, wholeNumber } from '../language/format.ts';
import { wordFor } from '../language/words.ts';
import css from './Held.module.css';

interface HeldProps {
  held: Preview['held'];
  accepted: ReadonlySet<number>;
  onChange: (accepted: ReadonlySet<number>) => void;
}

export function Held({ held, accepted, onChange }: HeldProps) {
  if (held.count === 0) return null;
  // Read by an earlier version of the program: whose rows they are is not known.
  const known = held.first.some((row) => row.customer !== '' || row.document !== '');
  function toggle(row: number) {
    const next = new Set(accepted);
    if (!next.delete(row)) next.add(row);
    onChange(next);
  }
  return (
    <section className="panel" aria-label={m.held_title()}>
      <Group justify="space-between" px="lg" pt="md">
        <div>
          <Title order={2} fz={18}>
            {m.held_title()}
          </Title>
          <Text size="sm" c="dimmed">
            {m.held_lead()}
          </Text>
        </div>
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={() => onChange(new Set(held.first.map(({ row }) => row)))}>
            {m.held_all()}
          </Button>
          <Button size="xs" variant="default" onClick={() => onChange(new Set())}>
            {m.held_none()}
          </Button>
        </Group>
      </Group>
      <FirstFew rows={held.first}>
        {(shown) => (
          <Scroll label={m.held_title()}>
            <Table mt="sm" horizontalSpacing="lg" className={css.rows ?? ''} aria-label={m.held_title()}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th data-figures>{m.row_number()}</Table.Th>
                  {known && <Table.Th>{m.held_what()}</Table.Th>}
                  <Table.Th>{m.row_reason()}</Table.Th>
                  <Table.Th data-figures>{m.held_if_counted()}</Table.Th>
                  <Table.Th>{m.held_count_it()}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {shown.map((row) => (
                  <Table.Tr key={row.row}>
                    <Table.Td data-figures>{wholeNumber(row.row)}</Table.Td>
                    {known && (
                      <Table.Td>
                        {row.customer || '—'}
                        <Text size="xs" c="dimmed">
                          {[row.document, row.date && date(row.date)].filter(Boolean).join(' · ')}
                        </Text>
                      </Table.Td>
                    )}
                    <Table.Td>
                      {wordFor('hold', row.reason)}
                      {row.detail && (
                        <Text size="xs" c="dimmed">
                          {row.reason === 'exact_duplicate' ? m.held_double_of({ row: row.detail }) : row.detail}
                        </Text>
                      )}
                    </Table.Td>
                    <Table.Td data-figures>
                      {row.currency === '' ? '—' : namedMoney({ minor: row.netMinorIfAccepted, currency: row.currency })}
                    </Table.Td>
                    <Table.Td>
                      <Checkbox
                        aria-label={m.held_count_row({ row: row.row })}
                        checked={accepted.has(row.row)}
                        onChange={() => toggle(row.row)}
                      />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Scroll>
        )}
      </FirstFew>
      {held.count > held.first.length && (
        <Text size="sm" c="dimmed" px="lg" py="sm">
          {m.held_more({ count: held.count - held.first.length })}
        </Text>
      )}
    </section>
  );
}
