/** Which product lines are new for a customer: from the first shipment of that line, for as long as a customer is new (docs/methods/lifecycle.md). */
import { epochDay, isoDate, monthsAfter } from '../../calendar.ts';
import type { IsoDate } from '../../facts.ts';
import type { ValuationSettings } from '../settings.ts';

export interface NewProductLine {
  rule: 'first_shipment_of_line';
  product_line: string;
  /** The first shipment day, and the last day on which the line is new. */
  since: IsoDate;
  until: IsoDate;
  months: number;
}

/** The latest first. */
export function newProductLines(
  firstShipments: { productLine: string; firstOn: IsoDate }[],
  by: { asOf: IsoDate; settings: ValuationSettings['lifecycle'] },
): NewProductLine[] {
  return firstShipments
    .filter(({ firstOn }) => firstOn <= by.asOf && isStillNew(firstOn, by))
    .map(({ productLine, firstOn }) => ({
      rule: 'first_shipment_of_line' as const,
      product_line: productLine,
      since: firstOn,
      until: isoDate(monthsAfter(epochDay(firstOn), by.settings.newMonths) - 1),
      months: by.settings.newMonths,
    }))
    .toSorted((a, b) => (a.since === b.since ? (a.product_line < b.product_line ? -1 : 1) : a.since < b.since ? 1 : -1));
}

/** Whether what was first shipped on a day is new: where not even the last shipment is, no line can be. */
export function isStillNew(firstOn: IsoDate, by: { asOf: IsoDate; settings: ValuationSettings['lifecycle'] }): boolean {
  return epochDay(by.asOf) < monthsAfter(epochDay(firstOn), by.settings.newMonths);
}
