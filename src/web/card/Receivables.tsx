/** The customer's receivables by the age of its shipments, and its oldest unpaid documents. Empty without known payments or without a debt. */
import { Button, Group, Table, Text, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import { mostUnpaidDocuments, receivablesQuery, unpaidDocumentsAtFirst } from '../data/queries.ts';
import type { CustomerCard } from '../data/shapes.ts';
import { date, exactMoney, longDate, wholeMoney, wholeNumber } from '../language/format.ts';
import { problemOf, ProblemNote } from '../ui/ProblemNote.tsx';
import { Scroll } from '../ui/Scroll.tsx';
import css from './Receivables.module.css';

export function Receivables({ card }: { card: CustomerCard }) {
  const [limit, setLimit] = useState(unpaidDocumentsAtFirst);
  const found = useQuery({ ...receivablesQuery(card.id, limit), placeholderData: keepPreviousData });
  if (found.isError) return <ProblemNote problem={problemOf(found.error)} />;
  if (!found.data?.known || (found.data.owedMinor === '0' && found.data.prepaidMinor === '0')) return null;
  const { currency, owedMinor, prepaidMinor, since, unpaid, documents, ...ages } = found.data;
  const whole = (minor: string): string => wholeMoney({ minor, currency });
  const exact = (minor: string): string => exactMoney({ minor, currency });
  const finding =
    owedMinor === '0'
      ? m.receivables_paid_ahead({ money: whole(prepaidMinor) })
      : since === null
        ? m.receivables_finding_plain({ money: whole(owedMinor) })
        : m.receivables_finding({ money: whole(owedMinor), since: longDate(since) });
  return (
    <section className={`panel ${css.receivables}`} aria-labelledby="receivables">
      <Title order={2} fz={20} id="receivables">
        {finding}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {m.receivables_lead()}
      </Text>
      {owedMinor !== '0' && (
        <dl className={css.ages}>
          {(
            [
              ['upTo30Minor', m.receivables_upTo30Minor()],
              ['upTo60Minor', m.receivables_upTo60Minor()],
              ['upTo90Minor', m.receivables_upTo90Minor()],
              ['over90Minor', m.receivables_over90Minor()],
            ] as const
          ).map(([age, word]) => (
            <div key={age}>
              <dt>{word}</dt>
              <dd data-risk={(age === 'over90Minor' && ages[age] !== '0') || undefined}>{whole(ages[age])}</dd>
            </div>
          ))}
        </dl>
      )}
      {unpaid.length > 0 && (
        <Scroll label={finding}>
          <Table aria-labelledby="receivables" horizontalSpacing={8}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{m.documents_date()}</Table.Th>
                <Table.Th>{m.documents_document()}</Table.Th>
                <Table.Th data-figures visibleFrom="sm">
                  {m.receivables_amount()}
                </Table.Th>
                <Table.Th data-figures>{m.receivables_open()}</Table.Th>
                <Table.Th data-figures visibleFrom="sm">
                  {m.receivables_days()}
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {unpaid.map((document) => (
                <Table.Tr key={document.id}>
                  <Table.Td>{date(document.day)}</Table.Td>
                  <Table.Td>{document.number === '' ? document.type : document.number}</Table.Td>
                  <Table.Td data-figures visibleFrom="sm">
                    {exact(document.amountMinor)}
                  </Table.Td>
                  <Table.Td data-figures>{exact(document.openMinor)}</Table.Td>
                  <Table.Td data-figures visibleFrom="sm">
                    {wholeNumber(document.days)}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          {unpaid.length < documents && (
            <Group mt="xs" gap="sm">
              <Text size="sm" c="dimmed">
                {m.receivables_first({ shown: wholeNumber(unpaid.length), all: wholeNumber(documents) })}
              </Text>
              {limit < mostUnpaidDocuments && (
                <Button variant="default" size="xs" loading={found.isFetching} onClick={() => setLimit(mostUnpaidDocuments)}>
                  {m.customers_show_all()}
                </Button>
              )}
            </Group>
          )}
        </Scroll>
      )}
    </section>
  );
}
