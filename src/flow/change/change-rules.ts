/**
 * The one way in which a person changes rules: saved as a new version, then everything that follows is made again and published in one go.
 * Readers never see figures by one version and rules of another: where publishing fails or is stopped, the rules before hold again.
 */
import { asProgram, type Sight } from '../../core/access/sight.ts';
import type { Context } from '../../context/context.ts';
import type { Tx } from '../../records/database.ts';
import { type RuleName, ruleOf, rulesVersion, saveRule } from '../../records/rules/rules.ts';
import { currentRun } from '../../records/runs/reader.ts';
import { costCustomers, measureFacts } from '../2-rebuild-metrics/rebuild-metrics.ts';
import type { Published } from '../3-value-customers/publish-stages.ts';
import { rulesNow } from '../bases.ts';
import { classRules, type SettingsChange } from '../rules/class-rules.ts';
import { costRules } from '../rules/cost-rules.ts';
import { currencyRules } from '../rules/currency-rule.ts';
import type { RuleSet } from '../rules/rule-set.ts';
import type { CostModel } from '../../core/differentiate/costing/model.ts';
import type { Run } from '../run.ts';
import { settle } from '../settle.ts';

/** A change of one set of rules, as it is asked for. */
export type RulesChange =
  | { rules: 'classes'; asked: SettingsChange }
  | { rules: 'costs'; asked: CostModel[] | null }
  | { rules: 'currency'; asked: string };

/** By name; who reads a set knows its types, who changes any of them need not. */
const ruleSets: { [Name in RuleName]: RuleSet<unknown, never> } = {
  classes: classRules,
  costs: costRules,
  currency: currencyRules,
} as never;

interface ChangedRules extends Published {
  version: string;
  /** False where the change changes nothing: no version is made of it then. */
  changed: boolean;
}

export async function changeRules(context: Context, what: { change: RulesChange; actor: Sight }, run: Run): Promise<ChangedRules> {
  const { change, actor } = what;
  const set = ruleSets[change.rules];
  await set.check?.(context, change.asked as never);
  const { asOf, ...saved } = await context.records.change(asProgram('rules'), async (tx) => ({
    ...(await save(tx, { set, asked: change.asked as never, actor })),
    asOf: (await currentRun(tx))?.as_of,
  }));
  try {
    return { ...saved, ...(await settle(context, { actor, asOf }, run)) };
  } catch (error) {
    await context.records.change(asProgram('rules'), (tx) => withdraw(tx, actor));
    // The metrics may go by the new rules already, and the screens still show what was published by those before.
    if (saved.changed && set.measures) await measureAgain(context);
    throw error;
  }
}

async function measureAgain(context: Context): Promise<void> {
  const undisturbed = { signal: new AbortController().signal, report: () => {} };
  const rules = await rulesNow(context);
  await measureFacts(context, rules, undisturbed);
  await costCustomers(context, rules, undisturbed);
}

async function save(
  tx: Tx,
  { set, asked, actor }: { set: RuleSet<unknown, never>; asked: never; actor: Sight },
): Promise<{ version: string; changed: boolean }> {
  const from = set.read((await ruleOf(tx, set.name)).value);
  const to = set.after(from, asked);
  if (canonical(set.stored(to)) === canonical(set.stored(from))) return { version: await rulesVersion(tx), changed: false };
  const version = await saveRule(tx, { name: set.name, value: set.stored(to), actor });
  await set.follow?.(tx, { from, to });
  return { version, changed: true };
}

/** Puts back, as new versions, the rules that the published figures go by. */
async function withdraw(tx: Tx, actor: Sight): Promise<void> {
  const run = await currentRun(tx);
  if (run === undefined) return;
  for (const set of Object.values(ruleSets)) {
    const [now, before] = [await ruleOf(tx, set.name), await ruleOf(tx, set.name, { upTo: run.rules_version })];
    if (now.version === before.version) continue;
    await saveRule(tx, { name: set.name, value: before.value, actor });
    await set.follow?.(tx, { from: set.read(now.value), to: set.read(before.value) });
  }
}

/** By content: jsonb keeps its own order of names. */
function canonical(value: unknown): string {
  const sorted = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(sorted);
    if (typeof part !== 'object' || part === null) return part;
    return Object.entries(part)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, each]) => [name, sorted(each)]);
  };
  return JSON.stringify(sorted(value)) ?? 'null';
}
