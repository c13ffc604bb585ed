/**
 * The history of each customer so far, month by month: the memory behind activity, lifecycle and rhythm.
 * Feed the periods in their order.
 */
import { type EpochDay, rememberingMonthsAfter } from '../../calendar.ts';
import { activityIndex } from './activity.ts';
import { isReturn, lifecycleIndex } from './lifecycle.ts';
import { type CustomerCells, noDay } from '../measures.ts';
import { isLate } from './rhythm.ts';
import type { ValuationSettings } from '../settings.ts';

export class Journeys {
  /** Bit b: shipped b periods ago. The incomplete month is not among them. */
  readonly shippedMonths: Int32Array;
  readonly firstDay: Int32Array;
  readonly lastDay: Int32Array;
  readonly shipmentDays: Int32Array;
  /** First days on which new, and returned, no longer hold. */
  readonly newUntil: Int32Array;
  readonly returnedUntil: Int32Array;
  readonly returnedDay: Int32Array;
  readonly #lastShipmentPeriod: Int32Array;
  readonly #everInWindows: Uint8Array;
  readonly #settings: ValuationSettings;
  readonly #newUntilFrom: (day: EpochDay) => EpochDay;
  readonly #returnedUntilFrom: (day: EpochDay) => EpochDay;
  readonly #gapEndFrom: (day: EpochDay) => EpochDay;

  constructor(customersCount: number, settings: ValuationSettings) {
    this.shippedMonths = new Int32Array(customersCount);
    this.firstDay = new Int32Array(customersCount).fill(noDay);
    this.lastDay = new Int32Array(customersCount).fill(noDay);
    this.shipmentDays = new Int32Array(customersCount);
    this.newUntil = new Int32Array(customersCount).fill(noDay);
    this.returnedUntil = new Int32Array(customersCount).fill(noDay);
    this.returnedDay = new Int32Array(customersCount).fill(noDay);
    this.#lastShipmentPeriod = new Int32Array(customersCount).fill(-1);
    this.#everInWindows = new Uint8Array(customersCount);
    this.#settings = settings;
    this.#newUntilFrom = rememberingMonthsAfter(settings.lifecycle.newMonths);
    this.#returnedUntilFrom = rememberingMonthsAfter(settings.lifecycle.returnedMonths);
    this.#gapEndFrom = rememberingMonthsAfter(settings.lifecycle.returnedGapMonths);
  }

  /** `complete` is false for the days after the reference month: they count by day, but belong to no window. */
  addPeriod(cells: CustomerCells, stretch: { period: number; from: number; to: number; complete: boolean }): void {
    if (stretch.complete) for (let i = 0; i < this.shippedMonths.length; i++) this.shippedMonths[i]! <<= 1;
    for (let cell = stretch.from; cell < stretch.to; cell++) {
      if (!cells.shipped[cell]) continue;
      const i = cells.customer[cell]!;
      const day = cells.firstDay[cell]!;
      if (this.firstDay[i] === noDay) {
        this.firstDay[i] = day;
        this.newUntil[i] = this.#newUntilFrom(day);
      } else if (this.#returns(i, day, stretch.period)) {
        this.returnedDay[i] = day;
        this.returnedUntil[i] = this.#returnedUntilFrom(day);
      }
      this.lastDay[i] = cells.lastDay[cell]!;
      this.shipmentDays[i]! += cells.shipmentDays[cell]!;
      this.#lastShipmentPeriod[i] = stretch.period;
      if (stretch.complete) {
        this.shippedMonths[i]! |= 1;
        this.#everInWindows[i] = 1;
      }
    }
  }

  /** By the day in rolling months: their bounds move with the as-of date, and a return must not come and go with them. */
  #returns(customer: number, day: EpochDay, period: number): boolean {
    return this.#settings.window === 'rolling'
      ? day >= this.#gapEndFrom(this.lastDay[customer]!)
      : isReturn(period, this.#lastShipmentPeriod[customer]!, this.#settings.lifecycle);
  }

  shipmentMonthsInWindow(customer: number): number {
    let bits = this.shippedMonths[customer]! & (2 ** this.#settings.activity.windowMonths - 1);
    let count = 0;
    for (; bits !== 0; bits &= bits - 1) count++;
    return count;
  }

  activityIndex(customer: number): number {
    return activityIndex(this.shipmentMonthsInWindow(customer), this.#everInWindows[customer] === 1, this.#settings.activity);
  }

  lifecycleIndex(customer: number, day: EpochDay, inDevelopment: boolean): number {
    return lifecycleIndex(day, {
      newUntil: this.newUntil[customer]!,
      returnedUntil: this.returnedUntil[customer]!,
      inDevelopment,
    });
  }

  isLate(customer: number, day: EpochDay): boolean {
    return isLate(
      day,
      { shipmentDays: this.shipmentDays[customer]!, firstDay: this.firstDay[customer]!, lastDay: this.lastDay[customer]! },
      this.#settings.rhythm,
    );
  }
}
