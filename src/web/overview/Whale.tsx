/** Concentration of value: of net profit where costs are loaded, of gross margin where costs of goods are known, else of revenue; the basis is named. */
import { Text } from '@mantine/core';
import { m } from '../../../messages/compiled/messages.js';
import { Finding } from '../charts/Finding.tsx';
import { WhaleCurve } from '../charts/WhaleCurve.tsx';
import { sharesSaySomething } from '../charts/whale-shares.ts';
import { WhaleSteps } from '../charts/WhaleSteps.tsx';
import { percent, shortMoney, wholeNumber } from '../language/format.ts';
import { paths } from '../paths.ts';
import { monthsUpTo } from '../profit/search.ts';
import { AppLink } from '../ui/AppLink.tsx';
import type { Valued } from './OverviewPage.tsx';

const words = {
  net_profit: { caption: m.whale_caption_profit, axis: m.profit_whale_axis, title: m.profit_whale_title, nothing: m.whale_title_no_profit },
  gross_margin: {
    caption: m.whale_caption_margin,
    axis: m.whale_axis_margin,
    title: m.whale_title_margin,
    nothing: m.whale_title_negative,
  },
  revenue: { caption: m.whale_caption_revenue, axis: m.whale_axis_revenue, title: m.whale_title_revenue, nothing: m.whale_title_nothing },
};

export function Whale({ overview }: { overview: Valued }) {
  const { whale, run } = overview;
  const { caption, axis } = words[whale.measure];
  const title = finding(overview);
  const everybody = whale.points.at(-1)?.customers ?? 0;
  // The curve's own months: the page of profit then shows the same customers.
  const months = monthsUpTo(run.referenceMonth, run.rules.tierMonths);
  const losers =
    whale.measure === 'net_profit'
      ? paths.profit({ ...months, worst: 'true' }, '#statements')
      : paths.customers({ losing: 'true', sort: 'margin', order: 'asc' });
  return (
    <Finding
      title={title}
      caption={caption({ count: run.rules.tierMonths })}
      chart={<WhaleCurve whale={whale} axis={axis()} currency={run.currency} label={title} />}
      table={<WhaleSteps title={title} currency={run.currency} totalMinor={whale.totalMinor} points={whale.points} />}
      foot={
        <>
          {everybody > 0 && <Text size="sm">{m.whale_of_customers({ count: wholeNumber(everybody) })}</Text>}
          {whale.measure === 'revenue' && <Text size="sm">{m.whale_no_costs()}</Text>}
          {whale.losing.customers > 0 && (
            <AppLink href={losers} c="var(--risk)" display="block" py={3}>
              {m.whale_losing({
                count: whale.losing.customers,
                money: shortMoney({ minor: whale.losing.minor.replace('-', ''), currency: run.currency }),
              })}
            </AppLink>
          )}
          <AppLink href={paths.profit(months)} display="block" py={3}>
            {m.overview_to_profit()}
          </AppLink>
        </>
      }
    />
  );
}

function finding({ whale, run }: Valued): string {
  const { title, nothing } = words[whale.measure];
  const everybody = whale.points.at(-1)?.customers ?? 0;
  if (whale.customersFor80Percent === null || everybody === 0) return nothing();
  if (!sharesSaySomething(whale)) {
    const money = (minor: string): string => shortMoney({ minor, currency: run.currency });
    return m.profit_whale_negative({
      count: whale.peak.customers,
      peak: money(whale.peak.cumulativeMinor),
      total: money(whale.totalMinor),
    });
  }
  const few = whale.customersFor80Percent / everybody;
  return title({ share: percent(few, few < 0.1 ? 1 : 0), most: percent(0.8) });
}
