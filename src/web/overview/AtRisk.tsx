/** Money at risk: customers that fell silent, their revenue of the last twelve months, and the expected value of those that may be won back. */
import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import { shortMoney } from '../language/format.ts';
import { paths } from '../paths.ts';
import { AppLink } from '../ui/AppLink.tsx';
import { ClockIcon, DownIcon } from '../ui/icons.tsx';
import { ActivityMark } from '../ui/Classes.tsx';
import type { Valued } from './OverviewPage.tsx';
import css from './AtRisk.module.css';

export function AtRisk({ overview }: { overview: Valued }) {
  const { atRisk, run } = overview;
  return (
    <section aria-label={m.risk_title()}>
      <div className={css.row}>
        <Risk
          amount={atRisk.becameLost}
          icon={<ActivityMark activity="lost" size={16} />}
          words={m.risk_became_lost()}
          href={paths.customers({ activityBefore: 'active', activity: 'lost', sort: 'revenueYear' })}
          currency={run.currency}
        />
        <Risk
          amount={atRisk.becameUnstabilised}
          icon={<DownIcon size={16} />}
          words={m.risk_became_unstabilised()}
          href={paths.customers({ activityBefore: 'stabilised', activity: 'unstabilised', sort: 'revenueYear' })}
          currency={run.currency}
        />
        <Risk
          amount={atRisk.late}
          expectedMinor={atRisk.expectedOfLateMinor}
          icon={<ClockIcon size={16} />}
          words={m.risk_late()}
          href={paths.customers({ late: 'true', sort: 'revenueYear' })}
          currency={run.currency}
        />
      </div>
      <AppLink href={paths.value()} display="inline-block" mt="xs" py={3}>
        {m.overview_to_value()}
      </AppLink>
    </section>
  );
}

interface RiskProps {
  amount: { customers: number; revenueYearMinor: string };
  /** Shown in place of the last year where known: the amount at risk is in the future. */
  expectedMinor?: string | null;
  icon: ReactNode;
  words: string;
  href: string;
  currency: string;
}

function Risk({ amount, expectedMinor = null, icon, words, href, currency }: RiskProps) {
  const none = amount.customers === 0;
  return (
    <AppLink href={href} underline="never" className={`panel ${css.risk} ${none ? css.none : ''}`}>
      <span className={css.words}>
        {icon}
        {words}
      </span>
      <span className={css.money}>
        {none ? m.risk_nobody() : shortMoney({ minor: expectedMinor ?? amount.revenueYearMinor, currency })}
      </span>
      <Text span size="sm" c="dimmed">
        {none
          ? ' '
          : expectedMinor === null
            ? m.risk_customers_year({ count: amount.customers })
            : m.risk_customers_expected({ count: amount.customers, money: shortMoney({ minor: amount.revenueYearMinor, currency }) })}
      </Text>
    </AppLink>
  );
}
