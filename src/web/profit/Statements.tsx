/** Statements by a chosen group, the best or the worst first, a page at a time; a customer leads to its card. */
import { Group, Pagination, SegmentedControl, Select, Text, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { m } from '../../../messages/compiled/messages.js';
import { profitQuery } from '../data/queries.ts';
import type { Profit } from '../data/shapes.ts';
import { monthName, wholeNumber } from '../language/format.ts';
import { activityWord, lifecycleWord, tierWord } from '../language/words.ts';
import { paths } from '../paths.ts';
import { AppLink } from '../ui/AppLink.tsx';
import { problemOf, ProblemNote } from '../ui/ProblemNote.tsx';
import { profitBy, type ProfitSearch, readMonths } from './search.ts';
import css from './Statements.module.css';
import { StatementTable } from './StatementTable.tsx';

const rowsPerPage = 50;

export function Statements({ search, onChange }: { search: ProfitSearch; onChange: (next: ProfitSearch) => void }) {
  const by = search.by ?? 'customer';
  const worst = search.worst ?? 'false';
  const page = Number(search.page ?? 1);
  const found = useQuery({
    ...profitQuery({ by, ...readMonths({ ...search }), worst, offset: (page - 1) * rowsPerPage, limit: rowsPerPage }),
    placeholderData: keepPreviousData,
  });
  return (
    <section className={`panel ${css.statements}`} aria-labelledby="statements">
      <Group justify="space-between" gap="sm" mb="sm">
        <Title order={2} fz={20} id="statements">
          {m.profit_statements()}
        </Title>
        <Group gap="sm">
          <Select
            aria-label={m.profit_by()}
            w={176}
            allowDeselect={false}
            value={by}
            data={profitBy.map((value) => ({ value, label: m[`profit_by_${value}`]() }))}
            onChange={(chosen) => onChange({ by: profitBy.find((known) => known === chosen) ?? 'customer', page: undefined })}
          />
          <SegmentedControl
            aria-label={m.profit_order()}
            size="xs"
            maw="100%"
            value={worst}
            data={[
              { value: 'false', label: by === 'month' ? m.profit_oldest() : m.profit_best() },
              { value: 'true', label: by === 'month' ? m.profit_latest() : m.profit_worst() },
            ]}
            onChange={(chosen) => onChange({ worst: chosen === 'true' ? 'true' : undefined, page: undefined })}
          />
        </Group>
      </Group>
      {found.isError && <ProblemNote problem={problemOf(found.error)} />}
      {found.data && <Rows found={found.data} />}
      {found.data && (
        <Pages page={page} rows={found.data.rowsCount} onPage={(next) => onChange({ page: next === 1 ? undefined : String(next) })} />
      )}
    </section>
  );
}

function Rows({ found }: { found: Profit }) {
  const { by, currency, total } = found;
  const rows = found.rows.map((row) => {
    const customer = customerOf(by, row.key);
    return {
      key: row.key,
      word: customer === undefined ? rowWord(by, row.name) : <AppLink href={paths.customer(customer)}>{row.name}</AppLink>,
      statement: row,
      customers: customer === undefined ? row.customers : undefined,
    };
  });
  return (
    <StatementTable
      label={m.profit_statements()}
      heading={by === 'company' ? '' : m[`profit_by_${by}`]()}
      rows={rows}
      total={total}
      currency={currency}
    />
  );
}

/** The customer of the row's card; undefined for rows of several customers. */
function customerOf(by: Profit['by'], key: string): string | undefined {
  if (by === 'customer') return key;
  return by === 'delivery_point' ? key.slice(0, key.indexOf('/')) : undefined;
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
      <Text size="sm" c="dimmed">
        {m.profit_rows({
          from: wholeNumber((page - 1) * rowsPerPage + 1),
          to: wholeNumber(Math.min(rows, page * rowsPerPage)),
          all: wholeNumber(rows),
        })}
      </Text>
      <Pagination
        total={last}
        value={Math.min(page, last)}
        onChange={onPage}
        size="sm"
        siblings={0}
        getControlProps={(control) => ({
          'aria-label': { first: m.page_first(), previous: m.page_previous(), next: m.page_next(), last: m.page_last() }[control],
        })}
        getItemProps={(item) => ({ 'aria-label': m.page_number({ page: item }) })}
      />
    </Group>
  );
}
