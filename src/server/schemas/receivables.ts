/** What customers owe, by the age of the shipments that are not paid for. */
import { z } from '@hono/zod-openapi';
import { currency, isoDate, minor } from './common.ts';

const owed = {
  owedMinor: minor.openapi({ description: 'Value added tax included; 0 where more was paid than shipped' }),
  prepaidMinor: minor,
  upTo30Minor: minor.openapi({ description: 'Of what is owed: shipped up to 30 days ago' }),
  upTo60Minor: minor,
  upTo90Minor: minor,
  over90Minor: minor,
};
const ofCustomer = {
  ...owed,
  documents: z.int(),
  since: isoDate.nullable().openapi({ description: 'The first day that is not paid for' }),
};
const known = z.boolean().openapi({ description: 'False where no payment was ever loaded: nobody then knows what is owed' });

export const receivablesPage = z
  .object({
    asOf: isoDate,
    currency,
    known,
    total: z.object(owed),
    customers: z.int(),
    rows: z.array(z.object({ customerId: z.string(), name: z.string(), owner: z.string(), ...ofCustomer })),
  })
  .openapi('Receivables');

export const customerReceivables = z
  .object({
    asOf: isoDate,
    currency,
    known,
    ...ofCustomer,
    unpaid: z
      .array(
        z.object({
          id: z.string().openapi({ description: "Opens the document's lines" }),
          day: isoDate,
          type: z.string(),
          number: z.string(),
          amountMinor: minor,
          openMinor: minor,
          days: z.int(),
        }),
      )
      .openapi({ description: 'The oldest first' }),
  })
  .openapi('CustomerReceivables');
