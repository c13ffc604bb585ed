/** The settings of the valuation, and who would move under others. What a setting may be is the core's to say, in its own words. */
import { z } from '@hono/zod-openapi';
import { criteria } from '../../core/differentiate/settings.ts';
import { activity, currency, isoDate, lifecycle, minor, tier } from './common.ts';

const months = z.int();
const permille = z.int().openapi({ description: 'Whole thousandths: 200 is a fifth' });

export const valuationSettings = z
  .object({
    window: z.enum(['calendar', 'rolling']),
    activity: z.object({ windowMonths: months, stabilisedMonths: months, unstabilisedMonths: months }),
    lifecycle: z.object({ newMonths: months, returnedMonths: months, returnedGapMonths: months }),
    rhythm: z.object({ lateFactorPermille: permille, leastShipmentDays: z.int() }),
    tiers: z.object({
      criterion: z.enum(criteria),
      method: z.enum(['monthly', 'period']),
      windowMonths: months,
      vipPermille: permille,
      goodPermille: permille,
    }),
    trends: z.object({ yearMonths: months, recentMonths: months, beforeMonths: months }),
    vipPressure: z.object({ fallPermille: permille, relativeFallPermille: permille, discountRisesMonths: months }),
    lifetime: z.object({ horizonMonths: months, discountPermille: permille, retentionPermille: permille, renewalGraceDays: z.int() }),
    strategic: z.object({
      mostValuablePermille: permille,
      mostGrowablePermille: permille,
      peerPercentilePermille: permille,
      leastPeers: z.int(),
    }),
  })
  .openapi('ValuationSettings');

export const settings = z
  .object({
    version: z.string(),
    settings: valuationSettings,
    defaults: valuationSettings,
    /** Null where nobody ever chose anything. */
    changedAt: z.string().nullable(),
    changedBy: z.string().nullable(),
  })
  .openapi('Settings');

/** Some settings by their names, { tiers: { criterion: 'units' } }: the others stay. Or everything as it was before anybody chose. */
export const settingsChange = z
  .union([z.strictObject({ reset: z.literal(true) }), z.strictObject({ change: z.record(z.string(), z.unknown()) })])
  .openapi('SettingsChange', { example: { change: { tiers: { criterion: 'units' } } } });

const moveOf = <T extends z.ZodType>(of: T) => z.array(z.object({ from: of, to: of, customers: z.number(), revenueYearMinor: minor }));

/** Stays are there too, from a class to itself: the parts add up to everybody. Revenue is of the last twelve months. */
export const moves = z
  .object({
    asOf: isoDate,
    currency,
    tier: moveOf(tier),
    activity: moveOf(activity),
    lifecycle: moveOf(lifecycle),
    /** Those in another tier with the most money. */
    customers: z.array(z.object({ id: z.string(), name: z.string(), from: tier, to: tier, revenueYearMinor: minor })),
  })
  .openapi('Moves');
