/** Profit by customer: its concentration, the waterfall, each customer's statement, and missing facts. */
import { Skeleton, Stack } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { m } from '../../../messages/compiled/messages.js';
import { DropZone } from '../import/DropZone.tsx';
import { profitQuery, profitWhaleQuery } from '../data/queries.ts';
import { paths } from '../paths.ts';
import { AppLink } from '../ui/AppLink.tsx';
import { Page } from '../ui/Page.tsx';
import { problemOf, ProblemNote } from '../ui/ProblemNote.tsx';
import { CompanyWaterfall } from './CompanyWaterfall.tsx';
import { isServed } from './lines.ts';
import { MissingFacts } from './MissingFacts.tsx';
import { NetWhale } from './NetWhale.tsx';
import { PeriodChoice } from './PeriodChoice.tsx';
import { type ProfitSearch, readMonths } from './search.ts';
import { Statements } from './Statements.tsx';

export function ProfitPage() {
  const search = useSearch({ from: '/profit' });
  const router = useRouter();
  const months = readMonths({ ...search });
  const whale = useQuery({ ...profitWhaleQuery(months), placeholderData: keepPreviousData });
  const company = useQuery({
    ...profitQuery({ by: 'company', ...months, worst: 'false', offset: 0, limit: 1 }),
    placeholderData: keepPreviousData,
  });
  const change = (next: ProfitSearch): void =>
    void router.navigate({ href: paths.profit({ ...search, ...next }), replace: true, resetScroll: false });

  const problem = whale.error ?? company.error;
  if (problem) {
    const { code } = problemOf(problem);
    return (
      <Page title={m.profit_title()} lead={code === 'nothing_published' ? m.profit_empty() : undefined}>
        {code === 'nothing_published' ? <DropZone grand /> : <ProblemNote problem={problemOf(problem)} />}
      </Page>
    );
  }
  if (!whale.data || !company.data)
    return (
      <Page title={m.profit_title()}>
        <Stack>
          <Skeleton h={56} />
          <Skeleton h={420} />
        </Stack>
      </Page>
    );
  return (
    <Page
      title={m.profit_title()}
      lead={m.profit_lead()}
      actions={<PeriodChoice period={whale.data.period} onChange={({ from, to }) => change({ from, to, page: undefined })} />}
    >
      <MissingFacts missing={company.data.missing} />
      <NetWhale whale={whale.data} served={isServed(company.data.total)} />
      <CompanyWaterfall company={company.data} months={months} />
      <Statements search={search} onChange={change} />
      <div>
        <AppLink href={paths.costs(months)}>{m.profit_to_costs()}</AppLink>
      </div>
    </Page>
  );
}
