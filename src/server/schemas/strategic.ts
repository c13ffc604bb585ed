/** Customers by what they are worth and could be worth, and what a person says of one's potential. */
import { z } from '@hono/zod-openapi';
import { currency, isoDate, minor, strategicTier } from './common.ts';

const group = z.object({ strategicTier, customers: z.number(), actualMinor: minor, potentialMinor: minor });

export const strategicOverview = z
  .object({
    asOf: isoDate,
    currency,
    /** What both values are in. */
    basis: z.enum(['net_profit', 'gross_margin', 'revenue']),
    horizonMonths: z.number(),
    groups: z.array(group),
    /** Never bought, and nothing is known of their need. */
    unrated: z.number(),
    needsKnown: z.number(),
    /** About it the axes turn from even steps to tenfold ones. */
    scaleMinor: minor,
    /** Up to 2,000 customers one by one; of more the 150 that could be worth most and the 150 with most to gain, and the others in `bins` at their means. */
    dots: z.array(z.object({ id: z.string(), name: z.string(), strategicTier, actualMinor: minor, potentialMinor: minor })),
    bins: z.array(group),
  })
  .openapi('StrategicOverview');

/** What is left out stays as it was; null takes it back. What it may be is the core's to say, in its own words. */
export const sayPotential = z
  .strictObject({
    yearlyNeedMinor: z.string().nullable().optional().openapi({
      description: 'What it needs a year of what we sell, at net prices: minor units of the company’s currency',
      example: '120000000',
    }),
    size: z.number().nullable().optional().openapi({ description: 'Employees, outlets, beds: one meaning per company' }),
    reason: z.string().optional().openapi({ description: 'Where it is known from' }),
  })
  .openapi('SayPotential');

export const potential = z
  .object({
    /** Null where it is not known. */
    yearlyNeedMinor: minor.nullable(),
    size: z.number().nullable(),
    reason: z.string(),
    /** Null where nobody ever said anything. */
    saidBy: z.string().nullable(),
    saidAt: z.string().nullable(),
  })
  .openapi('Potential');
