/** The rows of scorecards that a stage publishes, a page at a time as the thread that decides makes them. */
import type { Context } from '../../context/context.ts';
import { noTier } from '../../core/differentiate/classes/tiers.ts';
import { isNotValued, unknownUnlessValued } from '../../core/differentiate/not-valued.ts';
import type { Field } from '../../records/copy.ts';
import type { ClassField, ScorecardToPublish, UnvaluedInWindow } from '../../records/runs/writer.ts';
import { type Company, unvaluedOf } from './value-customers.ts';

export async function* scorecardsOf(
  company: Company,
  unvalued: Map<string, UnvaluedInWindow[]>,
): AsyncGenerator<ScorecardToPublish<ClassField>[]> {
  const { tier } = await company.classes();
  for await (const page of company.decider.pages('scorecards'))
    yield page.map((scorecard) => {
      const customerId = String(company.measured.customerIds[scorecard.customer]);
      const without = unvalued.get(customerId) ?? null;
      const known = without === null || tier[scorecard.customer] !== noTier;
      return { customerId, unvalued: without, scorecard: known ? scorecard : { ...scorecard, ...unknownUnlessValued } };
    });
}

/** All that is decided, stage by stage; needs the forecast and the potential. */
export async function* wholeScorecardsOf(
  company: Company,
  unvalued: Map<string, UnvaluedInWindow[]>,
): AsyncGenerator<ScorecardToPublish[]> {
  const { decider } = company;
  const later = [decider.pages('forecastScorecards'), decider.pages('potentialScorecards')] as const;
  for await (const page of scorecardsOf(company, unvalued)) {
    const forecasts = (await later[0].next()).value!;
    const potentials = (await later[1].next()).value!;
    yield page.map((one, nth) => {
      const unknown = isNotValued({ tier: one.scorecard.tier, unvalued: one.unvalued }) ? unknownUnlessValued : {};
      const scorecard = { ...one.scorecard, ...forecasts[nth]!, ...potentials[nth]!, ...unknown };
      return { ...one, scorecard };
    });
  }
}

type ScorecardCall = 'scorecards' | 'forecastScorecards' | 'potentialScorecards';

/** The customer's id, then the columns, out of one call or several; unknown where nothing of the customer could be valued. */
export async function rowsOf(
  context: Context,
  company: Company,
  calls: readonly ScorecardCall[],
  columns: readonly string[],
): Promise<AsyncIterable<Field[][]>> {
  const unvalued = await unvaluedOf(context, company);
  const tier = unvalued.size === 0 ? null : (await company.classes()).tier;
  const pages = calls.map((call) => company.decider.pages(call) as AsyncGenerator<object[]>);
  return (async function* () {
    let i = 0;
    for (;;) {
      const parts: object[][] = [];
      for (const each of pages) {
        const page = await each.next();
        if (page.done === true) return;
        parts.push(page.value);
      }
      yield parts[0]!.map((_, nth) => {
        const at = i++;
        const customerId = String(company.measured.customerIds[at]);
        const known = tier === null || tier[at] !== noTier || !unvalued.has(customerId);
        const row = Object.assign({}, ...parts.map((part) => part[nth]), known ? {} : unknownUnlessValued) as Record<string, Field>;
        return [customerId, ...columns.map((column) => row[column]!)];
      });
    }
  })();
}
