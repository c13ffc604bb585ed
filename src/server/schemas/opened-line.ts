/** A line of a statement opened: its parts add up to it exactly. */
import { z } from '@hono/zod-openapi';
import { openLines } from '../../core/differentiate/costing/statement.ts';
import { currency, isoDate, minor, month } from './common.ts';

export const openLine = z.enum(openLines);

const fromFile = { date: isoDate, batch: z.string(), fileName: z.string(), amountMinor: minor };

const part = z.discriminatedUnion('kind', [
  /** `id` opens the document's lines. */
  z.object({ kind: z.literal('document'), ...fromFile, id: z.string(), type: z.string(), number: z.string() }),
  z.object({ kind: z.literal('direct_cost'), ...fromFile, name: z.string(), number: z.string() }),
  z.object({
    kind: z.literal('event'),
    ...fromFile,
    activity: z.string(),
    pool: z.string(),
    event: z.string(),
    type: z.string(),
    number: z.string(),
    person: z.string(),
    /** What the equation may ask of the event, and what the event answers. */
    values: z.record(z.string(), z.union([z.number(), z.string()])),
    equation: z.string(),
    modelFrom: z.string().openapi({ description: "First month of the model that priced it; '' from the beginning" }),
    minutesMicro: z.string(),
    /** The pool's cost in the month, and what it is divided by: minutes, or the units of its driver. */
    poolMinor: minor,
    poolMicro: z.string(),
    byTime: z.boolean(),
  }),
  z.object({
    kind: z.literal('credit'),
    month,
    averageMinor: minor,
    days: z.number(),
    permille: z.number().openapi({ description: 'Yearly rate' }),
    amountMinor: minor,
  }),
]);

export const openedLine = z
  .object({
    currency,
    period: z.object({ from: month, to: month }),
    line: openLine,
    /** Of all parts, whatever the page. */
    totalMinor: minor,
    count: z.number(),
    parts: z.array(part),
  })
  .openapi('OpenedLine');
