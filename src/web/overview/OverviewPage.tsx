/** The overview of the company: revenue by customer, customers at risk and their amounts. */
import { Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { m } from '../../../messages/compiled/messages.js';
import { CurrencyQuestion } from '../currency/CurrencyQuestion.tsx';
import { GiveRates } from '../currency/GiveRates.tsx';
import { companyCurrencyQuery, overviewQuery } from '../data/queries.ts';
import type { Overview } from '../data/shapes.ts';
import { longDate, percent, shortMoney } from '../language/format.ts';
import { paths } from '../paths.ts';
import { AppLink } from '../ui/AppLink.tsx';
import { Page } from '../ui/Page.tsx';
import { ProblemNote, problemOf } from '../ui/ProblemNote.tsx';
import { Note } from '../ui/Note.tsx';
import { AtRisk } from './AtRisk.tsx';
import { Empty } from './Empty.tsx';
import { Moves } from './Moves.tsx';
import { Strategic } from './Strategic.tsx';
import { Status } from './Status.tsx';
import { Lifecycles, Tiers } from './Tiers.tsx';
import { Whale } from './Whale.tsx';
import css from './OverviewPage.module.css';

export type Valued = Overview & { run: NonNullable<Overview['run']> };

export function OverviewPage() {
  const overview = useQuery(overviewQuery);
  if (overview.isError)
    return (
      <Page title={m.overview_title()}>
        <ProblemNote problem={problemOf(overview.error)} />
      </Page>
    );
  if (!overview.data)
    return (
      <Page title={m.overview_title()}>
        <Stack>
          <Skeleton h={96} />
          <Skeleton h={420} />
        </Stack>
      </Page>
    );
  if (!isValued(overview.data)) return <Empty />;
  return <Picture overview={overview.data} />;
}

function Picture({ overview }: { overview: Valued }) {
  // Money outside all sums is shown before the sums; missing costs after them.
  const whole = overview.unvalued.length === 0;
  return (
    <Page
      title={m.overview_title()}
      lead={m.overview_lead({ date: longDate(overview.run.asOf), customers: m.customers_count({ count: overview.customers }) })}
    >
      <CurrencyQuestion />
      {!whole && <WhatIsMissing overview={overview} />}
      <AtRisk overview={overview} />
      <Whale overview={overview} />
      <div className={css.pair}>
        <Tiers overview={overview} />
        <Lifecycles overview={overview} />
      </div>
      <Strategic />
      <Status overview={overview} />
      <Moves overview={overview} />
      {whole && <WhatIsMissing overview={overview} />}
    </Page>
  );
}

/** Sums that lack something say so. */
function WhatIsMissing({ overview }: { overview: Valued }) {
  const { unvalued, notValued, costCoverage, netProfitUnknown } = overview;
  // Naming the company's currency may leave nothing without a rate: it is asked first.
  const named = useQuery(companyCurrencyQuery);
  const someCost = costCoverage.linesWithCost > 0 && costCoverage.linesWithCost < costCoverage.lines;
  if (unvalued.length === 0 && !someCost && netProfitUnknown === null) return null;
  return (
    <Note title={m.missing_in_sums()}>
      {unvalued.map((amount) => (
        <Text size="sm" key={amount.currency}>
          {m.unvalued_line({
            money: shortMoney({ minor: amount.netMinor, currency: amount.currency }),
            count: amount.customers,
            currency: amount.currency,
          })}
        </Text>
      ))}
      {notValued.customers > 0 && (
        <Text size="sm">
          {m.overview_not_valued({
            count: notValued.customers,
            money: notValued.amounts.map(({ netMinor, currency }) => shortMoney({ minor: netMinor, currency })).join(', '),
          })}{' '}
          <AppLink href={paths.customers({ notValued: 'true' })} size="sm" underline="always">
            {m.overview_not_valued_show()}
          </AppLink>
        </Text>
      )}
      {unvalued.length > 0 && named.data?.asked === false && (
        <GiveRates currencies={unvalued.map(({ currency }) => currency)} own={overview.run.currency} />
      )}
      {someCost && <Text size="sm">{m.cost_coverage({ share: percent(costCoverage.linesWithCost / costCoverage.lines) })}</Text>}
      {netProfitUnknown !== null && <Text size="sm">{m.net_profit_unknown_rolling_months()}</Text>}
    </Note>
  );
}

function isValued(overview: Overview): overview is Valued {
  return overview.run !== null;
}
