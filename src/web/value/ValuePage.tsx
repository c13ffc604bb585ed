/** The expected value of today's customers, the method, its back-test, and its assumptions. */
import { Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { m } from '../../../messages/compiled/messages.js';
import { backTestQuery, lifetimeQuery, settingsQuery } from '../data/queries.ts';
import { DropZone } from '../import/DropZone.tsx';
import { longDate } from '../language/format.ts';
import { paths } from '../paths.ts';
import { AppLink } from '../ui/AppLink.tsx';
import { Note } from '../ui/Note.tsx';
import { Page } from '../ui/Page.tsx';
import { problemOf, ProblemNote } from '../ui/ProblemNote.tsx';
import { Assumptions } from './Assumptions.tsx';
import { BackTested } from './BackTested.tsx';
import { Expected } from './Expected.tsx';
import { ModelParameters } from './ModelParameters.tsx';

export function ValuePage() {
  const lifetime = useQuery(lifetimeQuery);
  const backTest = useQuery(backTestQuery);
  const settings = useQuery(settingsQuery);
  const problem = lifetime.error ?? backTest.error ?? settings.error;
  if (problem) return <Unknown error={problem} />;
  if (!lifetime.data || !backTest.data || !settings.data)
    return (
      <Page title={m.value_title()}>
        <Stack>
          <Skeleton h={160} />
          <Skeleton h={420} />
        </Stack>
      </Page>
    );
  return (
    <Page title={m.value_title()} lead={m.value_lead({ date: longDate(lifetime.data.asOf) })}>
      <Expected lifetime={lifetime.data} />
      <BackTested backTest={backTest.data.backTest} lifetime={lifetime.data} />
      <ModelParameters model={lifetime.data.model} />
      <Assumptions key={settings.data.version} saved={settings.data} lifetime={lifetime.data} />
    </Page>
  );
}

/** Nothing loaded, or no right to see it: advice on the next step. */
function Unknown({ error }: { error: Error }) {
  const problem = problemOf(error);
  switch (problem.code) {
    case 'nothing_published':
      return (
        <Page title={m.value_title()} lead={m.value_empty()}>
          <DropZone grand />
        </Page>
      );
    case 'forecast_to_come':
      return (
        <Page title={m.value_title()}>
          <Note title={m.problem_forecast_to_come()}>{m.value_to_come()}</Note>
        </Page>
      );
    case 'not_allowed':
      return (
        <Page title={m.value_title()}>
          <Note title={m.value_not_yours()}>
            {m.value_yours()}{' '}
            <AppLink href={paths.customers()} underline="always">
              {m.nav_customers()}
            </AppLink>
          </Note>
        </Page>
      );
    default:
      return (
        <Page title={m.value_title()}>
          <ProblemNote problem={problem} />
        </Page>
      );
  }
}
