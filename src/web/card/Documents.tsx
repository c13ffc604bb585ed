/** The documents behind every figure, newest first; each opens to its lines. */
import { Group, NativeSelect, Pagination, Skeleton, Table, Text, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import { documentsPerPage, documentsQuery } from '../data/queries.ts';
import type { CustomerCard, DocumentRow } from '../data/shapes.ts';
import { date, exactMoney, monthName } from '../language/format.ts';
import { wordFor } from '../language/words.ts';
import { paths } from '../paths.ts';
import { AppLink } from '../ui/AppLink.tsx';
import { ProblemNote, problemOf } from '../ui/ProblemNote.tsx';
import { Scroll } from '../ui/Scroll.tsx';
import { Opener } from '../ui/Opener.tsx';
import { DocumentLines } from './DocumentLines.tsx';
import css from './Documents.module.css';

export function Documents({ card }: { card: CustomerCard }) {
  const { month, page = '1' } = useSearch({ from: '/customers/$id' });
  const router = useRouter();
  const documents = useQuery({ ...documentsQuery({ id: card.id, page: Number(page) - 1, month }), placeholderData: keepPreviousData });
  const go = (search: { month?: string | undefined; page?: string | undefined }) =>
    void router.navigate({ href: paths.customer(card.id, search), resetScroll: false });
  const months = card.months
    .filter(({ orders, paymentsMinor }) => orders > 0 || paymentsMinor !== '0')
    .map((row) => row.month)
    .toReversed();
  const pages = Math.ceil((documents.data?.total ?? 0) / documentsPerPage);
  return (
    <section className={`panel ${css.documents}`} aria-labelledby="documents">
      <Group justify="space-between" className={css.head ?? ''}>
        <Title order={2} fz={20} id="documents">
          {documents.data ? m.documents_title({ count: documents.data.total }) : m.documents_loading()}
        </Title>
        <NativeSelect
          aria-label={m.documents_month()}
          value={month ?? ''}
          onChange={(event) => go({ month: event.currentTarget.value || undefined })}
          data={[{ value: '', label: m.documents_all_months() }, ...months.map((value) => ({ value, label: monthName(value) }))]}
        />
      </Group>
      {documents.isError && <ProblemNote problem={problemOf(documents.error)} />}
      {documents.isPending && <Skeleton h={200} m="md" />}
      {documents.data && <Rows rows={documents.data.rows} inCurrency={card.currency} />}
      {pages > 1 && (
        <Group justify="center" py="md">
          <Pagination
            total={pages}
            value={Number(page)}
            onChange={(next) => go({ month, page: next === 1 ? undefined : String(next) })}
            size="sm"
            getControlProps={(control) => ({
              'aria-label': { first: m.page_first(), previous: m.page_previous(), next: m.page_next(), last: m.page_last() }[control],
            })}
            getItemProps={(item) => ({ 'aria-label': m.page_number({ page: item }) })}
          />
        </Group>
      )}
    </section>
  );
}

function Rows({ rows, inCurrency }: { rows: DocumentRow[]; inCurrency: string }) {
  return (
    <Scroll label={m.documents_loading()}>
      <Table className={css.rows ?? ''} horizontalSpacing="md" verticalSpacing={6} aria-labelledby="documents">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{m.documents_date()}</Table.Th>
            <Table.Th>{m.documents_document()}</Table.Th>
            <Table.Th data-figures>{m.documents_sum()}</Table.Th>
            <Table.Th data-figures>{m.documents_margin()}</Table.Th>
            <Table.Th>{m.meaning_manager()}</Table.Th>
            <Table.Th>{m.documents_from_file()}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} inCurrency={inCurrency} />
          ))}
        </Table.Tbody>
      </Table>
    </Scroll>
  );
}

function Row({ row, inCurrency }: { row: DocumentRow; inCurrency: string }) {
  const [open, setOpen] = useState(false);
  const lines = `lines-${row.id}`;
  const back = row.netMinor.startsWith('-');
  const kind = wordFor('document_kind', row.kind);
  const name = [row.type || kind, row.number].filter(Boolean).join(' ');
  return (
    <>
      <Table.Tr>
        <Table.Td className={css.date ?? ''}>{date(row.date)}</Table.Td>
        <Table.Td>
          {row.fact === 'sale' ? (
            <Opener open={open} onToggle={() => setOpen(!open)} controls={lines}>
              {name}
            </Opener>
          ) : (
            name
          )}
          <Text span size="xs" c={back ? 'var(--risk)' : 'dimmed'} ml={6}>
            {[
              row.type && row.type.toLowerCase() !== kind.toLowerCase() ? kind : null,
              row.fact === 'sale' ? m.documents_lines({ count: row.lines }) : null,
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </Table.Td>
        <Table.Td data-figures c={back ? 'var(--risk)' : 'var(--ink)'}>
          {exactMoney({ minor: row.netMinor, currency: row.currency })}
          {row.valuedMinor !== null && row.ratedOn !== null && (
            <Text size="xs" c="dimmed">
              {m.documents_valued({ money: exactMoney({ minor: row.valuedMinor, currency: inCurrency }), date: date(row.ratedOn) })}
            </Text>
          )}
        </Table.Td>
        <Table.Td data-figures>
          {row.costMinor === null
            ? '—'
            : exactMoney({ minor: String(BigInt(row.netMinor) - BigInt(row.costMinor)), currency: row.currency })}
        </Table.Td>
        <Table.Td>{row.manager || '—'}</Table.Td>
        <Table.Td>
          <AppLink href={paths.batch(row.batch)} size="sm" title={row.source}>
            {row.fileName}
          </AppLink>
        </Table.Td>
      </Table.Tr>
      {open && (
        <Table.Tr id={lines}>
          <Table.Td colSpan={6} className={css.lines ?? ''}>
            <DocumentLines id={row.id} currency={row.currency} />
          </Table.Td>
        </Table.Tr>
      )}
    </>
  );
}
