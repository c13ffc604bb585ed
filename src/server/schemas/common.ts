/** Shapes that several endpoints share. The one source of validation, of OpenAPI and of the web's types. */
import { z } from '@hono/zod-openapi';
import { activities } from '../../core/differentiate/classes/activity.ts';
import { lifecycles } from '../../core/differentiate/classes/lifecycle.ts';
import { tiers } from '../../core/differentiate/classes/tiers.ts';
import { strategicTiers } from '../../core/differentiate/strategic-value/strategic-tiers.ts';

/** Integer minor units as a string: JSON numbers cannot hold every bigint. */
export const minor = z
  .string()
  .regex(/^-?\d+$/)
  .openapi({ example: '123456', description: 'Integer minor units of the currency' });
/** A day that the calendar has: 2026-02-30 is none. */
export const isoDate = z.iso.date().openapi({ example: '2026-03-31' });
export const month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .openapi({ example: '2026-03' });
export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .openapi({ example: 'EUR', description: 'ISO 4217; XXX is the company’s own currency while nobody has named it' });

export const activity = z.enum(activities);
export const lifecycle = z.enum(lifecycles);
export const tier = z.enum(tiers);
/** Peppers and Rogers' kinds of customers, by what they are and what they could be worth. */
export const strategicTier = z.enum(strategicTiers);

/** A problem in plain words is made of `code` and `detail` in the reader's language. */
export const problem = z.object({ code: z.string(), detail: z.record(z.string(), z.string()) }).openapi('Problem');

export const progress = z
  .object({ step: z.string(), done: z.number(), total: z.number().nullable(), perSecond: z.number().nullable() })
  .openapi('Progress');

export const totals = z.array(z.object({ currency, netMinor: minor }));
