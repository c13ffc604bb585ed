/** Statements by what one chooses, the best or the worst first, a page at a time; a customer leads to its card. */
import { Group, Pagination, SegmentedControl, Select, Table, Text, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { m } from '../../../messages/compiled/messages.js';
import { profitQuery } from '../data/queries.ts';
import type { Profit, Statement } from '../data/shapes.ts';
import { monthName, wholeMoney, wholeNumber } from '../language/format.ts';
import { activityWord, lifecycleWord, tierWord } from '../language/words.ts';
import { paths } from '../paths.ts';
import { AppLink } from '../ui/AppLink.tsx';
import { problemOf, ProblemNote } from '../ui/ProblemNote.tsx';
import { Scroll } from '../ui/Scroll.tsx';
import { lineWord, lines } from './lines.ts';
import { profitBy, type ProfitSearch, readMonths } from './search.ts';
import css from './Statements.module.css';

const rowsPerPage = 50;
/** Cost of goods is what lies between net sales and gross margin. */
const columns = lines.filter(({ line }) => line !== 'costOfGoodsMinor');

export function Statements({ search, onChange }: { search: ProfitSearch; onChange: (next: ProfitSearch) => void }) {
  const by = search.by ?? 'customer';
  const worst = search.worst ?? 'false';
  const page = Number(search.page ?? 1);
  const found = useQuery({ ...profitQuery({ by, ...readMonths({ ...search }), worst, offset: (page - 1) * rowsPerPage, limit: rowsPerPage }), placeholderData: keepPreviousData });
  return (
    <section className={`panel ${css.statements}`} aria-labelledby="statements">
      <Group justify="space-between" gap="sm" mb="sm">
        <Title order={2} fz={20} id="statements">{m.profit_statements()}</Title>
        <Group gap="sm">
          <Select
            aria-label={m.profit_by()} w={176} allowDeselect={false} value={by} data={profitBy.map((value) => ({ value, label: m[`profit_by_${value}`]() }))}
            onChange={(chosen) => onChange({ by: profitBy.find((known) => known === chosen) ?? 'customer', page: undefined })}
          />
          <SegmentedControl
            aria-label={m.profit_order()} size="xs" maw="100%" value={worst} data={[{ value: 'false', label: by === 'month' ? m.profit_oldest() : m.profit_best() }, { value: 'true', label: by === 'month' ? m.profit_latest() : m.profit_worst() }]}
            onChange={(chosen) => onChange({ worst: chosen === 'true' ? 'true' : undefined, page: undefined })}
          />
        </Group>
      </Group>
      {found.isError && <ProblemNote problem={problemOf(found.error)} />}
      {found.data && <Rows found={found.data} />}
      {found.data && <Pages page={page} rows={found.data.rowsCount} onPage={(next) => onChange({ page: next === 1 ? undefined : String(next) })} />}
    </section>
  );
}

function Rows({ found }: { found: Profit }) {
  const { currency } = found;
  return (
    <Scroll label={m.profit_statements()} fromEnd>
      <Table className={css.table ?? ''} aria-label={m.profit_statements()} highlightOnHover horizontalSpacing={8} verticalSpacing={7}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th className={css.first ?? ''}>{found.by === 'company' ? '' : m[`profit_by_${found.by}`]()}</Table.Th>
            {!ofOneCustomer(found.by) && <Table.Th data-figures>{m.column_customers()}</Table.Th>}
            {columns.map(({ line, taken }) => <Table.Th key={line} data-figures>{taken ? '−\u00a0' : ''}{lineWord(line)}</Table.Th>)}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {found.rows.map((row) => (
            <Table.Tr key={row.key}>
              <Table.Th scope="row" className={css.first ?? ''}>{customerOf(found.by, row.key) === undefined ? rowWord(found.by, row.name) : <AppLink href={paths.customer(customerOf(found.by, row.key)!)}>{row.name}</AppLink>}</Table.Th>
              {!ofOneCustomer(found.by) && <Table.Td data-figures>{wholeNumber(row.customers)}</Table.Td>}
              <Amounts statement={row} currency={currency} />
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th scope="row" className={css.first ?? ''}>{m.profit_total()}</Table.Th>
            {!ofOneCustomer(found.by) && <Table.Td />}
            <Amounts statement={found.total} currency={currency} />
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </Scroll>
  );
}

const ofOneCustomer = (by: Profit['by']): boolean => by === 'customer' || by === 'delivery_point';

/** Whose card the row leads to. */
function customerOf(by: Profit['by'], key: string): string | undefined {
  if (by === 'customer') return key;
  return by === 'delivery_point' ? key.slice(0, key.indexOf('/')) : undefined;
}

function Amounts({ statement, currency }: { statement: Statement; currency: string }) {
  return columns.map(({ line, taken }) => {
    const minor = statement[line];
    return (
      <Table.Td key={line} data-figures data-stands={!taken || undefined} data-risk={(!taken && minor?.startsWith('-')) || undefined}>
        {minor === null ? '—' : wholeMoney({ minor, currency })}
      </Table.Td>
    );
  });
}

function rowWord(by: Profit['by'], name: string): string {
  if (name === '') return m.profit_nobody();
  if (by === 'month') return monthName(name);
  if (by === 'tier') return tierWord(name as Parameters<typeof tierWord>[0]);
  if (by === 'activity') return activityWord(name as Parameters<typeof activityWord>[0]);
  return by === 'lifecycle' ? lifecycleWord(name as Parameters<typeof lifecycleWord>[0]) : name;
}

function Pages({ page, rows, onPage }: { page: number; rows: number; onPage: (page: number) => void }) {
  if (rows <= rowsPerPage) return null;
  const last = Math.ceil(rows / rowsPerPage);
  return (
    <Group justify="space-between" mt="sm">
      <Text size="sm" c="dimmed">{m.profit_rows({ from: wholeNumber((page - 1) * rowsPerPage + 1), to: wholeNumber(Math.min(rows, page * rowsPerPage)), all: wholeNumber(rows) })}</Text>
      <Pagination
        total={last} value={Math.min(page, last)} onChange={onPage} size="sm" siblings={0}
        getControlProps={(control) => ({ 'aria-label': { first: m.page_first(), previous: m.page_previous(), next: m.page_next(), last: m.page_last() }[control] })}
        getItemProps={(item) => ({ 'aria-label': m.page_number({ page: item }) })}
      />
    </Group>
  );
}
