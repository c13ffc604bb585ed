/** VIP, good, regular: by which criterion, against whom, in which places. */
import type { RankedPlace, TierReason } from '../../core/differentiate/scorecard.ts';
import { m } from '../../../messages/compiled/messages.js';
import { monthName, quantity, shortMoney, wholeNumber } from '../language/format.ts';
import { tierWord } from '../language/words.ts';
import type { Explained, Explanation } from './explain.ts';
import { monthsBetween } from './months.ts';

export function explainTier(reason: TierReason, customer: Explained): Explanation {
  const value = (amount: number) => inUnits(reason.criterion, amount, customer.currency);
  return {
    subject: tierWord(customer.tier),
    sentences: [why(reason, value), counted(reason, value)],
    table:
      reason.rankings.length === 0
        ? undefined
        : {
            head: [m.column_month(), m[`criterion_${reason.criterion}`](), m.reason_tier_place(), m.reason_tier_enough()],
            rows: reason.rankings.map((place) => [
              period(place),
              value(place.value),
              place.value > 0 ? m.reason_tier_place_of({ rank: wholeNumber(place.rank), candidates: wholeNumber(place.candidates) }) : '—',
              m.reason_tier_cut({ places: wholeNumber(place.places), cut: value(place.cut) }),
            ]),
          },
  };
}

/** Amounts of months add up over them; values expected at their ends do not. */
function counted({ criterion, window, total }: TierReason, value: (amount: number) => string): string {
  if (criterion === 'lifetime_value') return m.reason_tier_expected({ total: value(total) });
  return m.reason_tier_criterion({
    criterion: m[`criterion_${criterion}`](),
    count: window ? monthsBetween(window) : 0,
    total: value(total),
  });
}

function why(reason: TierReason, value: (amount: number) => string): string {
  const places = reason.rankings;
  const won = places.filter((place) => place.value > 0 && place.rank <= place.places);
  const last = places.at(-1);
  switch (reason.rule) {
    case 'best_of_month':
      return m.reason_tier_best_of_month({ count: won.length, months: won.map(period).join(', ') });
    case 'best_of_window':
      return last ? m.reason_tier_best_of_window({ rank: wholeNumber(last.rank), candidates: wholeNumber(last.candidates) }) : '';
    case 'next_best_of_window':
      return last ? m.reason_tier_next_best({ rank: wholeNumber(last.rank), candidates: wholeNumber(last.candidates) }) : '';
    case 'was_vip_a_month_ago':
      return m.reason_tier_was_vip();
    case 'in_window':
      return last
        ? m.reason_tier_in_window({ rank: wholeNumber(last.rank), candidates: wholeNumber(last.candidates), cut: value(last.cut) })
        : m.reason_tier_in_window_plain();
    case 'nothing_in_window':
      return m.reason_tier_nothing();
  }
}

function period({ first, last }: RankedPlace): string {
  const from = monthName(first.slice(0, 7));
  const to = monthName(last.slice(0, 7));
  return from === to ? from : `${from} – ${to}`;
}

function inUnits(criterion: TierReason['criterion'], amount: number, currency: string): string {
  switch (criterion) {
    case 'payments_count':
    case 'orders':
      return wholeNumber(amount);
    case 'units':
      return quantity(String(Math.round(amount / 1e6)));
    case 'payments_sum':
    case 'revenue':
    case 'gross_margin':
    case 'net_profit':
    case 'lifetime_value':
      return shortMoney({ minor: String(amount), currency });
  }
}
