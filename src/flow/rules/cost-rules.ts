/**
 * The company's model of costs: what a person saved, else the one that its own pools and events begin with. Equations are read and
 * checked here, before they cost anybody anything.
 */
import { asProgram } from '../../core/access/sight.ts';
import type { Context } from '../../context/context.ts';
import { checkEquation, textsAsked } from '../../core/differentiate/costing/equation.ts';
import { attributesOf, checkModel, type CostModel, type ModelProblem } from '../../core/differentiate/costing/model.ts';
import { startingModel } from '../../core/differentiate/costing/starting-model.ts';
import { minorDigits } from '../../core/minor-digits.ts';
import type { Costing, ReadModel } from '../../metrics/costing/apply-model.ts';
import { parseEquation } from '../../metrics/costing/parse-equation.ts';
import { SaidOfCustomers } from '../../metrics/costing/said-of-customers.ts';
import { textsOfCustomers } from '../../records/customers/groups.ts';
import { currencyOfSums } from '../../records/rules/company-currency.ts';
import { ruleOf } from '../../records/rules/rules.ts';
import { FlowRefused } from '../refused.ts';
import type { RuleSet } from './rule-set.ts';

export interface CostModelsNow {
  /** By their first month, the earliest first. */
  models: CostModel[];
  /** False where nobody has saved any: the starting model then follows the facts. */
  chosen: boolean;
}

export async function costModelsNow(context: Context): Promise<CostModelsNow> {
  const saved = costRules.read((await context.records.read(asProgram('rules'), (tx) => ruleOf(tx, 'costs'))).value);
  if (saved !== null) return { models: saved, chosen: true };
  return { models: [startingModel(await context.metrics.for(asProgram('kinds of facts')).costs.facts())], chosen: false };
}

/** What step 2 costs with. */
export async function costingNow(context: Context, newMonths: number): Promise<Costing> {
  const { models } = await costModelsNow(context);
  const currency = await context.records.read(asProgram('rules'), currencyOfSums);
  return costingBy(context, models, { newMonths, currency });
}

/** With what the records say of customers, where an equation asks for it. */
export async function costingBy(context: Context, models: CostModel[], of: { newMonths: number; currency: string }): Promise<Costing> {
  const costing = costingOf(models, of);
  if (!costing.models.some(({ activities }) => activities.some(({ term }) => textsAsked(term).length > 0))) return costing;
  return { ...costing, said: new SaidOfCustomers(await context.records.read(asProgram('rules'), textsOfCustomers)) };
}

export function costingOf(models: CostModel[], of: { newMonths: number; currency: string }): Costing {
  return { models: inOrder(models).map(readModel), newMonths: of.newMonths, minorUnits: 10 ** minorDigits(of.currency) };
}

/** The models of costs; null: the starting model, which follows the facts. */
export const costRules: RuleSet<CostModel[] | null, CostModel[] | null> = {
  name: 'costs',
  read: (stored) => (Array.isArray(stored) && stored.length > 0 ? (stored as CostModel[]) : null),
  after(_now, asked) {
    if (asked === null) return null;
    for (const model of inOrder(asked)) readModel(model);
    return inOrder(asked);
  },
  stored: (chosen) => chosen,
  measures: true,
};

/** A problem, with the first month of the version that has it. */
export type VersionProblem = ModelProblem & { from: string };

export function problemsOfVersions(models: CostModel[]): VersionProblem[] {
  return models.flatMap((model) => problemsOf(model).map((problem) => ({ ...problem, from: model.from })));
}

/** Everything that is wrong with a model, its equations included. */
export function problemsOf(model: CostModel): ModelProblem[] {
  const equations = model.activities.flatMap(({ name, event, equation }): ModelProblem[] => {
    const parsed = parseEquation(equation);
    const problem = 'problem' in parsed ? parsed.problem : checkEquation(parsed.term, attributesOf(event));
    return problem === null ? [] : [{ ...problem, activity: name }];
  });
  return [...checkModel(model), ...equations];
}

function readModel(model: CostModel): ReadModel {
  const [problem] = problemsOf(model);
  if (problem !== undefined)
    throw new FlowRefused({
      code: problem.code,
      detail: { ...problem.detail, ...(problem.activity === undefined ? {} : { activity: problem.activity }) },
    });
  return {
    ...model,
    activities: model.activities.map((activity) => {
      const parsed = parseEquation(activity.equation);
      if ('problem' in parsed) throw new Error(`an equation that was checked cannot be read: ${activity.equation}`);
      return { ...activity, term: parsed.term };
    }),
  };
}

/** Each month has one model: of two that begin together the later said holds. */
function inOrder(models: CostModel[]): CostModel[] {
  return [...new Map(models.map((model) => [model.from, model])).values()].toSorted((a, b) => (a.from < b.from ? -1 : 1));
}
