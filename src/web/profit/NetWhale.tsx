/** Concentration of profit, the peak of the curve, and the loss of its tail; in money where the total is not positive. */
import { Text } from '@mantine/core';
import { m } from '../../../messages/compiled/messages.js';
import { Finding } from '../charts/Finding.tsx';
import { WhaleCurve } from '../charts/WhaleCurve.tsx';
import { enoughKnown, sharesSaySomething } from '../charts/whale-shares.ts';
import { WhaleSteps } from '../charts/WhaleSteps.tsx';
import type { ProfitWhale } from '../data/shapes.ts';
import { monthName, percent, shortMoney, wholeNumber } from '../language/format.ts';
import { paths } from '../paths.ts';
import { AppLink } from '../ui/AppLink.tsx';

interface NetWhaleProps {
  whale: ProfitWhale;
  /** Whether anything beyond the goods is known to be spent: else this is gross margin. */
  served: boolean;
}

export function NetWhale({ whale, served }: NetWhaleProps) {
  const { currency, period, losing, peak } = whale;
  const title = finding(whale, served);
  const everybody = whale.points.at(-1)?.customers ?? 0;
  const months = { from: monthName(period.from), to: monthName(period.to) };
  const lost = String(BigInt(peak.cumulativeMinor) - BigInt(whale.totalMinor));
  return (
    <Finding
      title={title}
      caption={served ? m.profit_whale_caption(months) : m.profit_whale_caption_margin(months)}
      chart={<WhaleCurve whale={whale} axis={served ? m.profit_whale_axis() : m.whale_axis_margin()} currency={currency} label={title} />}
      table={<WhaleSteps title={title} currency={currency} totalMinor={whale.totalMinor} points={whale.points} />}
      foot={
        <>
          {everybody > 0 && <Text size="sm">{m.whale_of_customers({ count: wholeNumber(everybody) })}</Text>}
          {losing.customers > 0 && BigInt(whale.totalMinor) > 0n && (
            <Text size="sm">
              {m.profit_whale_peak({
                count: peak.customers,
                peak: shortMoney({ minor: peak.cumulativeMinor, currency }),
                lost: shortMoney({ minor: lost, currency }),
                total: shortMoney({ minor: whale.totalMinor, currency }),
              })}
            </Text>
          )}
          {losing.customers > 0 && (
            <AppLink href={paths.profit({ ...period, worst: 'true' }, '#statements')} c="var(--risk)">
              {m.whale_losing({ count: losing.customers, money: shortMoney({ minor: losing.minor.replace('-', ''), currency }) })}
            </AppLink>
          )}
          {whale.unknown > 0 && <Text size="sm">{m.profit_whale_unknown({ count: whale.unknown })}</Text>}
        </>
      }
    />
  );
}

function finding(whale: ProfitWhale, served: boolean): string {
  const { currency, losing, peak, totalMinor, customersFor80Percent, unknown } = whale;
  const everybody = whale.points.at(-1)?.customers ?? 0;
  if (everybody === 0 && unknown === 0) return m.whale_title_nothing();
  if (!enoughKnown({ known: everybody, unknown }))
    return m.profit_whale_known_of({ known: wholeNumber(everybody), all: wholeNumber(everybody + unknown) });
  if (customersFor80Percent === null || !sharesSaySomething(whale)) {
    const total = shortMoney({ minor: totalMinor, currency });
    return peak.customers === 0
      ? m.profit_whale_all_lose({ total })
      : m.profit_whale_negative({ count: peak.customers, peak: shortMoney({ minor: peak.cumulativeMinor, currency }), total });
  }
  const few = customersFor80Percent / everybody;
  const share = { share: percent(few, few < 0.1 ? 1 : 0), most: percent(0.8) };
  if (!served) return m.whale_title_margin(share);
  return losing.customers === 0
    ? m.profit_whale_title(share)
    : m.profit_whale_title_losing({
        ...share,
        count: losing.customers,
        money: shortMoney({ minor: losing.minor.replace('-', ''), currency }),
      });
}
