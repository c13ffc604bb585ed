/**
 * A customer's value where a plain forecast was nearer than the model, customer by customer, on the company's last year. The rule gives the
 * pace of the coming year, and no more: how the customer goes on from there, and what is uncertain, the model says. A rule that lets nobody
 * leave was tried over one year; over a longer horizon it would be too high by every customer that leaves.
 */
import type { Uncertain } from './interval.ts';
import { keptByOutlook } from './kept-months.ts';
import type { Outlook } from './outlook.ts';
import { discountFactor, type Projection } from './projection.ts';

const yearMonths = 12;

/** The months of the coming year's pace that count. Where the histories show no dropout, the assumed share stays from the second year on. */
export function keptByRule(outlook: Outlook, { knowsLeaving, assumed }: { knowsLeaving: boolean; assumed: Projection }): number {
  return knowsLeaving ? keptByOutlook(outlook) : keptAfterYear(assumed);
}

function keptAfterYear({ horizonMonths, retentionPermille, discountPermille }: Projection): number {
  let kept = 0;
  for (let month = 1; month <= horizonMonths; month++) {
    const years = Math.max(0, month - yearMonths - 0.5) / 12;
    kept += (retentionPermille / 1000) ** years * discountFactor(month, discountPermille);
  }
  return kept;
}

/**
 * What the rule expects stands for the active customer, and the model's probability for the chance that it has left. Where the two differ
 * on an active customer, the square of the difference is uncertain as well.
 */
export function uncertainByRule(outlook: Outlook, { perMonth, kept }: { perMonth: number; kept: number }): Uncertain {
  const discounted = perMonth * kept;
  const transactions = outlook.discounted > 0 ? (outlook.transactions * discounted) / outlook.discounted : discounted;
  return { ...outlook, discounted, transactions, variance: outlook.variance + (transactions - outlook.transactions) ** 2 };
}

/** The rule's own expectation: not weighed by the model's probability, which the rule does without. */
export function minorByRule({ discounted, mean }: Uncertain): number {
  return discounted * mean;
}

/**
 * The factor that gives the rule's forecasts the model's total, where that was nearer last year: the one knows better who buys, the other
 * how much is bought.
 */
export function levelOf(expected: { byModel: number; byRule: number }): number {
  return expected.byRule > 0 ? expected.byModel / expected.byRule : 1;
}
