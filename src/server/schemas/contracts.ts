/** Contracts: their terms, how likely they are to be renewed, and what that is worth. */
import { z } from '@hono/zod-openapi';
import { currency, isoDate, minor } from './common.ts';

export const contract = z
  .object({
    customerId: z.string(),
    contractNumber: z.string(),
    termFrom: isoDate,
    termUntil: isoDate,
    renewals: z.int().openapi({ description: 'Terms that followed the first' }),
    renewsOn: isoDate.nullable().openapi({ description: 'When the next renewal is due; null of a contract that is lost' }),
    renewalChance: z.number().nullable(),
    lostOn: isoDate.nullable(),
    amountMinor: minor.nullable().openapi({ description: 'Of the latest term, without VAT; null where no file says' }),
    termProfitMinor: minor.openapi({ description: 'What a term earns' }),
    valueMinor: minor.openapi({ description: 'What its renewals within the horizon are expected to earn, discounted' }),
    valueLowMinor: minor.nullable(),
    valueHighMinor: minor.nullable(),
  })
  .openapi('Contract');

export const contractsReport = z
  .object({
    customers: z.int(),
    open: z.int(),
    decisions: z.int().openapi({ description: 'Renewals that were decided, either way' }),
    losses: z.int(),
    method: z.enum(['model', 'share', 'retention']),
    params: z.object({ alpha: z.number(), beta: z.number() }).nullable(),
    boundary: z.enum(['one_dropout', 'no_dropout', 'all_left']).nullable(),
    valueMinor: minor,
  })
  .openapi('ContractsReport');

export const contractsPage = z
  .object({
    asOf: isoDate,
    currency,
    horizonMonths: z.int(),
    report: contractsReport
      .nullable()
      .openapi({ description: 'Of the company: null for who does not see all of it, and where there are no contracts' }),
    total: z.int(),
    rows: z.array(contract.extend({ customer: z.string() })),
  })
  .openapi('ContractsPage');
