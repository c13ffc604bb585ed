/** The company by Peppers and Rogers: the published groups, the picture of both values, and in which money over which horizon they are. */
import type { Context } from '../../context/context.ts';
import type { LifetimeReport } from '../../core/differentiate/lifetime-value/value-lifetimes.ts';
import type { Sight } from '../../core/access/sight.ts';
import { currentRun } from '../../records/runs/reader.ts';
import { strategicPicture, type StrategicPicture } from '../../records/runs/strategic.ts';
import { currencyOfSums } from '../../records/rules/company-currency.ts';

export interface StrategicOverview extends StrategicPicture {
  asOf: string;
  currency: string;
  basis: LifetimeReport['basis'];
  horizonMonths: number;
}

/** Undefined where nothing is published yet. */
export async function strategicOverview(context: Context, sight: Sight): Promise<StrategicOverview | undefined> {
  return context.records.read(sight, async (tx) => {
    const run = await currentRun(tx);
    const lifetime = run?.summary['lifetime'] as LifetimeReport | undefined;
    if (run === undefined || lifetime === undefined) return undefined;
    return {
      ...(await strategicPicture(tx)),
      asOf: run.as_of,
      currency: await currencyOfSums(tx),
      basis: lifetime.basis,
      horizonMonths: lifetime.horizonMonths,
    };
  });
}
