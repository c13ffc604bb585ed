/** Documents we have that the file lacks for its own period: a question, never a silent deletion. */
import { Radio, Stack, Table, Text, Title } from '@mantine/core';
import cards from '../ui/cards.module.css';
import { FirstFew } from '../ui/FirstFew.tsx';
import { Scroll } from '../ui/Scroll.tsx';
import { m } from '../../../messages/compiled/messages.js';
import type { Preview } from '../data/shapes.ts';
import { date, namedMoney } from '../language/format.ts';

interface MissingProps {
  missing: Preview['missing'];
  replacePeriod: boolean;
  onChange: (replacePeriod: boolean) => void;
}

export function Missing({ missing, replacePeriod, onChange }: MissingProps) {
  if (missing.count === 0) return null;
  const money = missing.totals.map((total) => namedMoney({ minor: total.netMinor, currency: total.currency })).join(', ');
  const period = missing.from && missing.to ? `${date(missing.from)} – ${date(missing.to)}` : '';
  return (
    <section className="panel" aria-label={m.missing_title({ count: missing.count })}>
      <Title order={2} fz={18} px="lg" pt="md">
        {m.missing_title({ count: missing.count })}
      </Title>
      <Text size="sm" c="dimmed" px="lg">
        {money === '' ? m.missing_lead_uncounted({ period }) : m.missing_lead({ period, money })}
      </Text>
      <Radio.Group
        px="lg"
        py="sm"
        aria-label={m.missing_title({ count: missing.count })}
        value={replacePeriod ? 'withdraw' : 'leave'}
        onChange={(value) => onChange(value === 'withdraw')}
      >
        <Stack gap={6}>
          <Radio value="leave" label={m.missing_leave()} />
          <Radio value="withdraw" label={money === '' ? m.missing_withdraw_uncounted() : m.missing_withdraw({ money })} color="risk" />
        </Stack>
      </Radio.Group>
      <FirstFew rows={missing.first}>
        {(shown) => (
          <Scroll label={m.missing_title({ count: missing.count })}>
            <Table horizontalSpacing="lg" className={cards.cards ?? ''} aria-label={m.missing_title({ count: missing.count })}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{m.documents_document()}</Table.Th>
                  <Table.Th>{m.documents_date()}</Table.Th>
                  <Table.Th>{m.customers_name()}</Table.Th>
                  <Table.Th data-figures>{m.documents_sum()}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {shown.map((row) => (
                  <Table.Tr key={row.document + row.currency}>
                    <Table.Td data-label={m.documents_document()}>{row.document}</Table.Td>
                    <Table.Td data-label={m.documents_date()}>{date(row.date)}</Table.Td>
                    <Table.Td data-label={m.customers_name()}>{row.customer}</Table.Td>
                    <Table.Td data-figures data-label={m.documents_sum()}>
                      {row.currency === '' ? '—' : namedMoney({ minor: row.netMinor, currency: row.currency })}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Scroll>
        )}
      </FirstFew>
      {missing.count > missing.first.length && (
        <Text size="sm" c="dimmed" px="lg" pb="sm">
          {m.missing_more({ count: missing.count - missing.first.length })}
        </Text>
      )}
    </section>
  );
}
