/** How much comes from how few. On gross margin where costs are known; on revenue otherwise, saying what is missing. */
import { Text } from '@mantine/core';
import { m } from '../../../messages/compiled/messages.js';
import { Finding } from '../charts/Finding.tsx';
import { WhaleCurve } from '../charts/WhaleCurve.tsx';
import { WhaleSteps } from '../charts/WhaleSteps.tsx';
import { percent, shortMoney } from '../language/format.ts';
import { paths } from '../paths.ts';
import { AppLink } from '../ui/AppLink.tsx';
import type { Valued } from './OverviewPage.tsx';

export function Whale({ overview }: { overview: Valued }) {
  const { whale, run } = overview;
  const onMargin = whale.measure === 'gross_margin';
  const title = finding(overview);
  return (
    <Finding
      title={title}
      caption={onMargin ? m.whale_caption_margin({ count: overview.run.rules.tierMonths }) : m.whale_caption_revenue({ count: overview.run.rules.tierMonths })}
      chart={<WhaleCurve whale={whale} axis={onMargin ? m.whale_axis_margin() : m.whale_axis_revenue()} currency={run.currency} label={title} />}
      table={<WhaleSteps title={title} currency={run.currency} totalMinor={whale.totalMinor} points={whale.points} />}
      foot={
        <>
          {!onMargin && <Text size="sm">{m.whale_no_costs()}</Text>}
          {whale.losing.customers > 0 && (
            <AppLink href={paths.customers({ losing: 'true', sort: 'margin', order: 'asc' })} c="var(--risk)">
              {m.whale_losing({ count: whale.losing.customers, money: shortMoney({ minor: whale.losing.minor.replace('-', ''), currency: run.currency }) })}
            </AppLink>
          )}
        </>
      }
    />
  );
}

function finding({ whale }: Valued): string {
  const everybody = whale.points.at(-1)?.customers ?? 0;
  const onMargin = whale.measure === 'gross_margin';
  if (whale.customersFor80Percent === null || everybody === 0) return onMargin ? m.whale_title_negative() : m.whale_title_nothing();
  const share = percent(whale.customersFor80Percent / everybody, whale.customersFor80Percent / everybody < 0.1 ? 1 : 0);
  return onMargin ? m.whale_title_margin({ share, most: percent(0.8) }) : m.whale_title_revenue({ share, most: percent(0.8) });
}
