/** A customer's strategic value: by its own need or by its peers, and the resulting tier. */
import type { StrategicReason } from '../../core/differentiate/strategic-value/value-strategically.ts';
import { m } from '../../../messages/compiled/messages.js';
import { percent, shortMoney, wholeNumber } from '../language/format.ts';
import { sentence, strategicTierWord } from '../language/words.ts';
import type { Explained, Explanation } from './explain.ts';

export function explainStrategic(reason: StrategicReason, { currency }: Explained): Explanation {
  const money = (minor: number): string => shortMoney({ minor: String(minor), currency });
  const loses = reason.profit_permille <= 0;
  return {
    subject: strategicTierWord(reason.tier.tier),
    risk: reason.tier.rule === 'loses_at_any_volume',
    sentences: [
      tier(reason, money),
      ...(loses ? [m.reason_strategic_losing({ rate: percent(-reason.profit_permille / 1000, 1) })] : [potential(reason, money)]),
      ...(!loses && reason.rule !== 'itself' && reason.alive_permille !== null && reason.alive_permille < 950
        ? [m.reason_strategic_alive({ share: percent(reason.alive_permille / 1000), value: money(reason.reckoned_minor) })]
        : []),
      ...(!loses && reason.rule !== 'itself' && reason.reckoned_minor < reason.actual_minor
        ? [m.reason_strategic_already({ value: money(reason.actual_minor) })]
        : []),
    ],
  };
}

function tier({ tier: { rule, place }, actual_minor, potential_minor }: StrategicReason, money: (minor: number) => string): string {
  if (rule === 'loses_at_any_volume') return m.reason_strategic_below_zero({ value: money(-actual_minor) });
  if (place === null) return m.reason_strategic_no_gain();
  const where = { rank: wholeNumber(place.rank), candidates: wholeNumber(place.candidates), places: wholeNumber(place.places) };
  const gain = money(potential_minor - actual_minor);
  if (rule === 'best_by_value') return m.reason_strategic_best(where);
  return rule === 'most_to_gain'
    ? m.reason_strategic_most_to_gain({ ...where, gain })
    : m.reason_strategic_rest({ rank: where.rank, candidates: where.candidates, gain, cut: money(place.cut) });
}

function potential({ rule, need, peers, profit_permille, if_alive_minor }: StrategicReason, money: (minor: number) => string): string {
  if (rule === 'need' && need) {
    return m.reason_strategic_need({
      need: money(need.yearly_need_minor),
      bought: money(need.revenue_year_minor),
      share: percent(need.share_of_wallet_permille / 1000),
      rate: percent(profit_permille / 1000, 1),
      value: money(if_alive_minor),
    });
  }
  if (peers === null) return m.reason_strategic_itself();
  const said = {
    count: wholeNumber(peers.count),
    cell: cellWords(peers.cell),
    share: percent(peers.percentile_permille / 1000, 1),
    value: money(peers.value_minor),
  };
  return rule === 'peers_by_size'
    ? m.reason_strategic_peers_by_size({ ...said, size: wholeNumber(peers.size ?? 0) })
    : m.reason_strategic_peers(said);
}

/** An attribute without words of its own is shown by its value. */
function cellWords(cell: Record<string, string>): string {
  const words = Object.entries(cell).map(([name, value]) => sentence(`peer_cell_${name}`, { value }) ?? value);
  return words.length === 0 ? m.peer_cell_company() : words.join(', ');
}
