/** The contracts that are open, as published: who is up for renewal next, how likely it renews, and what that is worth. */
import type { Context } from '../../context/context.ts';
import type { ContractsReport } from '../../core/differentiate/lifetime-value/contracts/contract-values.ts';
import type { LifetimeReport } from '../../core/differentiate/lifetime-value/value-lifetimes.ts';
import type { Sight } from '../../core/access/sight.ts';
import { type NamedContract, openContracts } from '../../records/runs/contracts.ts';
import { currentRun } from '../../records/runs/reader.ts';
import { currencyOfSums } from '../../records/rules/company-currency.ts';

export interface CompanyContracts {
  asOf: string;
  currency: string;
  horizonMonths: number;
  /** Of the whole company: null for who does not see it, and where there are no contracts. */
  report: ContractsReport | null;
  /** Of all open contracts that the actor sees, and not of this page alone. */
  total: number;
  rows: NamedContract[];
}

/** Undefined where nothing is published yet. */
export async function contractsAhead(
  context: Context,
  sight: Sight,
  page: { offset: number; limit: number },
): Promise<CompanyContracts | undefined> {
  return context.records.read(sight, async (tx) => {
    const run = await currentRun(tx);
    const lifetime = run?.summary['lifetime'] as LifetimeReport | undefined;
    if (run === undefined || lifetime === undefined) return undefined;
    return {
      asOf: run.as_of,
      currency: await currencyOfSums(tx),
      horizonMonths: lifetime.horizonMonths,
      report: sight.seesAll ? (lifetime.contracts ?? null) : null,
      ...(await openContracts(tx, page)),
    };
  });
}
