/** The allocation of the costs by the books, to the kopeck; and its model, which can be changed and tried before it is saved. */
import { Skeleton, Stack } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { m } from '../../../messages/compiled/messages.js';
import { costModelsQuery, costsQuery } from '../data/queries.ts';
import type { Reconciliation } from '../data/shapes.ts';
import { shortMoney } from '../language/format.ts';
import { paths } from '../paths.ts';
import { PeriodChoice } from '../profit/PeriodChoice.tsx';
import { AppLink } from '../ui/AppLink.tsx';
import { Note } from '../ui/Note.tsx';
import { Page } from '../ui/Page.tsx';
import { problemOf, ProblemNote } from '../ui/ProblemNote.tsx';
import { CapacityUse } from './CapacityUse.tsx';
import { ModelEditor } from './ModelEditor.tsx';
import { Reconciled } from './Reconciled.tsx';

export function CostsPage() {
  const months = useSearch({ from: '/costs' });
  const router = useRouter();
  const costs = useQuery({ ...costsQuery(months), placeholderData: keepPreviousData });
  const models = useQuery(costModelsQuery);
  const problem = costs.error ?? models.error;
  if (problem)
    return (
      <Page title={m.costs_title()} lead={<Lead />}>
        <ProblemNote problem={problemOf(problem)} />
      </Page>
    );
  if (!costs.data || !models.data)
    return (
      <Page title={m.costs_title()}>
        <Stack>
          <Skeleton h={56} />
          <Skeleton h={420} />
        </Stack>
      </Page>
    );
  return (
    <Page
      title={m.costs_title()}
      lead={<Lead />}
      actions={
        <PeriodChoice
          period={costs.data.period}
          onChange={(period) => void router.navigate({ href: paths.costs(period), replace: true, resetScroll: false })}
        />
      }
    >
      {costs.data.pools.length === 0 ? <NoCosts /> : <Reconciled costs={costs.data} />}
      <OtherCurrencies costs={costs.data} />
      <CapacityUse costs={costs.data} />
      <ModelEditor key={JSON.stringify(models.data.models)} saved={models.data} pools={costs.data.pools.map(({ pool }) => pool)} />
    </Page>
  );
}

function Lead() {
  return (
    <>
      {m.costs_lead()}{' '}
      <AppLink href={paths.profit()} underline="always">
        {m.costs_to_profit()}
      </AppLink>
    </>
  );
}

function NoCosts() {
  return (
    <Note title={m.costs_none()}>
      {m.profit_missing_pool_costs()}{' '}
      <AppLink href={paths.imports()} underline="always">
        {m.profit_to_import()}
      </AppLink>
    </Note>
  );
}

/** Kept, and in no sum. */
function OtherCurrencies({ costs: { otherCurrencies } }: { costs: Reconciliation }) {
  if (otherCurrencies.length === 0) return null;
  return (
    <Note title={m.missing_in_sums()}>
      {m.costs_other_currencies({
        money: otherCurrencies.map(({ amountMinor, currency }) => shortMoney({ minor: amountMinor, currency })).join(', '),
      })}
    </Note>
  );
}
