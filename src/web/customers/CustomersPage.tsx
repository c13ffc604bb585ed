/** Every customer: search as you type, filters and sort in the address, a table that scrolls through any number of rows. */
import { Text } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import { customersQuery } from '../data/queries.ts';
import type { CustomersFilter } from '../data/shapes.ts';
import { longDate } from '../language/format.ts';
import { paths } from '../paths.ts';
import { AppLink } from '../ui/AppLink.tsx';
import { Page } from '../ui/Page.tsx';
import { ProblemNote, problemOf } from '../ui/ProblemNote.tsx';
import { columns, usualColumns, type ColumnId } from './columns.tsx';
import { CustomersTable } from './CustomersTable.tsx';
import { Filters } from './Filters.tsx';
import { isFiltered } from './filter.ts';
import { Sums } from './Sums.tsx';

export function CustomersPage() {
  const filter = useSearch({ from: '/customers' });
  const router = useRouter();
  const [shown, setShown] = useLocalStorage<ColumnId[]>({ key: 'clientele.columns', defaultValue: usualColumns });
  const first = useQuery({ ...customersQuery(filter, 0), placeholderData: keepPreviousData });

  function change(next: Partial<Record<keyof CustomersFilter, string | undefined>>) {
    void router.navigate({ href: paths.customers({ ...filter, ...next } as CustomersFilter), replace: true, resetScroll: false });
  }

  // The column of the sort order is always visible.
  const shownColumns = useMemo(
    () => columns.filter(({ id, sort }) => shown.includes(id) || (sort !== null && sort === filter.sort)),
    [shown, filter.sort],
  );
  const page = first.data;
  return (
    <Page
      wide
      title={m.customers_title()}
      lead={
        page ? (
          <>
            <Sums page={page} sort={filter.sort} notValued={filter.notValued === 'true'} />{' '}
            {page.asOf && m.customers_as_of({ date: longDate(page.asOf) })}
            {page.netProfitUnknown !== null && ` ${m.net_profit_unknown_rolling_months()}`}
          </>
        ) : (
          ' '
        )
      }
    >
      <Filters
        filter={filter}
        owners={page?.owners ?? []}
        someNotValued={(page?.notValued ?? 0) > 0}
        shown={shown}
        onShown={setShown}
        onChange={change}
      />
      {first.isError && <ProblemNote problem={problemOf(first.error)} />}
      {page && page.total === 0 && (
        <Text c="dimmed" py="xl" ta="center">
          {isFiltered(filter) ? (
            <>
              {m.customers_none_found()} <AppLink href={paths.customers()}>{m.customers_show_all()}</AppLink>
            </>
          ) : (
            <>
              {m.customers_none()} <AppLink href={paths.imports()}>{m.customers_load()}</AppLink>
            </>
          )}
        </Text>
      )}
      {page && page.total > 0 && (
        <CustomersTable
          filter={filter}
          total={page.total}
          currency={page.currency}
          columns={shownColumns}
          onSort={(sort, order) => change({ sort, order })}
        />
      )}
    </Page>
  );
}
