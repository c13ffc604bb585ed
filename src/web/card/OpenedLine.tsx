/** The parts of a line of the statement, a page at a time: documents, events with their rule, costs, months of credit. */
import { Group, Pagination, Skeleton, Table, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import { eventWord, versionWord } from '../costs/words.ts';
import { openedLineQuery, partsPerPage } from '../data/queries.ts';
import type { OpenedLine as Opened, OpenedLineOf } from '../data/shapes.ts';
import { date, exactMoney, monthName, percent, quantity, wholeNumber } from '../language/format.ts';
import { paths } from '../paths.ts';
import { AppLink } from '../ui/AppLink.tsx';
import { ProblemNote, problemOf } from '../ui/ProblemNote.tsx';
import { Scroll } from '../ui/Scroll.tsx';
import css from './OpenedLine.module.css';

type Part = Opened['parts'][number];

export function OpenedLine({ of, word }: { of: OpenedLineOf; word: string }) {
  const [page, setPage] = useState(1);
  const opened = useQuery({ ...openedLineQuery({ ...of, page: page - 1 }), placeholderData: keepPreviousData });
  if (opened.isError) return <ProblemNote problem={problemOf(opened.error)} />;
  if (!opened.data) return <Skeleton h={60} />;
  const { parts, currency, totalMinor, count } = opened.data;
  const label = m.opened_parts({ line: word });
  return (
    <>
      <Scroll label={label}>
        <Table fz="sm" aria-label={label}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{m.documents_date()}</Table.Th>
              <Table.Th>{m.opened_what()}</Table.Th>
              <Table.Th data-figures>{m.profit_amount()}</Table.Th>
              <Table.Th>{m.opened_rule()}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {parts.map((part, at) => (
              <Table.Tr key={`${page} ${at}`}>
                <Table.Td className={css.date ?? ''}>{part.kind === 'credit' ? monthName(part.month) : date(part.date)}</Table.Td>
                <Table.Td>
                  <What part={part} word={word} />
                </Table.Td>
                <Table.Td data-figures>{exactMoney({ minor: part.amountMinor, currency })}</Table.Td>
                <Table.Td className={css.how ?? ''}>
                  <How part={part} currency={currency} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            <Table.Tr>
              <Table.Th scope="row" colSpan={2}>
                {m.profit_total()}
              </Table.Th>
              <Table.Td data-figures fw={650}>
                {exactMoney({ minor: totalMinor, currency })}
              </Table.Td>
              <Table.Td />
            </Table.Tr>
          </Table.Tfoot>
        </Table>
      </Scroll>
      {count > partsPerPage && (
        <Group justify="space-between" mt="xs">
          <Text size="sm" c="dimmed">
            {m.profit_rows({
              from: wholeNumber((page - 1) * partsPerPage + 1),
              to: wholeNumber(Math.min(count, page * partsPerPage)),
              all: wholeNumber(count),
            })}
          </Text>
          <Pagination
            total={Math.ceil(count / partsPerPage)}
            value={page}
            onChange={setPage}
            size="sm"
            siblings={0}
            getControlProps={(control) => ({
              'aria-label': { first: m.page_first(), previous: m.page_previous(), next: m.page_next(), last: m.page_last() }[control],
            })}
            getItemProps={(item) => ({ 'aria-label': m.page_number({ page: item }) })}
          />
        </Group>
      )}
    </>
  );
}

function What({ part, word }: { part: Part; word: string }) {
  if (part.kind === 'credit') return word;
  const named =
    part.kind === 'direct_cost'
      ? [part.name, part.number]
      : part.kind === 'event'
        ? [part.type || eventWord(part.event), part.number, part.person]
        : [part.type, part.number];
  return (
    <>
      {named.filter(Boolean).join(' ') || word}
      <AppLink href={paths.batch(part.batch)} size="xs" display="block">
        {part.fileName}
      </AppLink>
    </>
  );
}

function How({ part, currency }: { part: Part; currency: string }) {
  if (part.kind === 'direct_cost') return m.card_done_direct_rule();
  if (part.kind === 'credit')
    return m.opened_credit({
      average: exactMoney({ minor: part.averageMinor, currency }),
      rate: percent(part.permille / 1000, 1),
      days: part.days,
    });
  if (part.kind === 'document') return '';
  const said = {
    minutes: millionths(part.minutesMicro),
    all: millionths(part.poolMicro),
    pool: exactMoney({ minor: part.poolMinor, currency }),
    rate: rateOf(part, currency),
  };
  return (
    <>
      <code>{part.equation}</code>
      {part.modelFrom !== '' && <span className={css.beside}>{versionWord(part.modelFrom)}</span>}
      <span className={css.beside}>
        <code>
          {Object.entries(part.values)
            .map(([name, value]) => `${name} = ${typeof value === 'number' ? quantity(String(value)) : `"${value}"`}`)
            .join(', ')}
        </code>
      </span>
      <span className={css.beside}>{part.byTime ? m.opened_by_time(said) : m.opened_by_driver(said)}</span>
    </>
  );
}

/** The cost of one minute, or of one unit of a driver, in the month: rounded, for reading. */
function rateOf({ poolMinor, poolMicro }: { poolMinor: string; poolMicro: string }, currency: string): string {
  const whole = BigInt(poolMicro);
  return whole === 0n ? '—' : exactMoney({ minor: String((BigInt(poolMinor) * 2_000_000n + whole) / (2n * whole)), currency });
}

/** Millionths to a hundredth. */
function millionths(micro: string): string {
  return quantity(String(Number((BigInt(micro) + 5_000n) / 10_000n) / 100));
}
