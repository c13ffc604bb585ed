/** "Net profit would fall by 1.2 M; 14 customers would lose money instead of 10." */
import { m } from '../../../messages/compiled/messages.js';
import type { ModelPreview } from '../data/shapes.ts';
import { shortMoney, wholeNumber } from '../language/format.ts';

export function changeWords({ before, currency }: ModelPreview, after: NonNullable<ModelPreview['after']>): string {
  const losing =
    after.losing === before.losing
      ? m.would_same_losing({ count: after.losing })
      : m.would_other_losing({ count: after.losing, before: wholeNumber(before.losing) });
  if (before.netProfitMinor === null || after.netProfitMinor === null) return losing;
  const change = BigInt(after.netProfitMinor) - BigInt(before.netProfitMinor);
  if (change === 0n) return `${m.would_same_profit()} ${losing}`;
  const money = shortMoney({ minor: String(change < 0n ? -change : change), currency });
  return `${change > 0n ? m.would_more_profit({ money }) : m.would_less_profit({ money })} ${losing}`;
}
