/** The company's currency, what another would change, and rates of exchange that people give. */
import { z } from '@hono/zod-openapi';
import { currency, isoDate, minor } from './common.ts';

export const companyCurrency = z
  .object({
    /** Null while nobody has named it: amounts then carry XXX. */
    currency: currency.nullable(),
    /** Whether amounts are loaded that lack it. Never true for who may not name it. */
    asked: z.boolean(),
    /** Currencies that imports name, of most of them first: the first is what is suggested. */
    named: z.array(currency),
  })
  .openapi('CompanyCurrency');

export const currencyRequest = z.object({ currency }).openapi('CurrencyRequest');

export const currencyChange = z
  .object({
    from: currency,
    to: currency,
    /** By the currency that the files name: documents, costs and terms of contracts, of them added up now and afterwards. */
    amounts: z.array(
      z.object({
        currency,
        amounts: z.number(),
        revenueMinor: minor,
        paymentsMinor: minor,
        costsMinor: minor,
        from: isoDate,
        valued: z.number(),
        wouldBeValued: z.number(),
      }),
    ),
  })
  .openapi('CurrencyChange');

export const rates = z
  .object({
    /** The currency that rates are in; null while nobody has named it. */
    in: currency.nullable(),
    byHand: z.array(z.object({ batch: z.string(), currency, rate: z.string(), from: isoDate })),
    /** Currencies with amounts that no sum contains: how many there are, and how many of them lack a rate. */
    lacking: z.array(z.object({ currency, amounts: z.number(), without: z.number(), from: isoDate })),
  })
  .openapi('Rates');

export const ratesRequest = z
  .object({
    rates: z
      .array(
        z.object({
          currency,
          rate: z.string().max(40).openapi({ example: '92.5', description: 'What one unit is worth in the company’s currency' }),
          from: isoDate
            .optional()
            .openapi({ description: 'The first day it holds on; the first day of amounts in the currency when not given' }),
        }),
      )
      .min(1)
      .max(100),
  })
  .openapi('RatesRequest');
