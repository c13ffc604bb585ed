/**
 * What each stage of a valuation follows from, as a hash: facts, the rules that concern it, what the records say, the program's version. A
 * stage whose published basis is another than today's is behind; nothing else decides what is calculated again.
 */
import { asProgram } from '../core/access/sight.ts';
import { createHash } from 'node:crypto';
import type { Context } from '../context/context.ts';
import type { ValuationSettings } from '../core/differentiate/settings.ts';
import { journalPosition } from '../records/journal/reader.ts';
import { saidUntil } from '../records/potentials/reader.ts';
import type { Stage } from '../records/runs/stages.ts';
import { currencyOfSums } from '../records/rules/company-currency.ts';
import { ruleOf, rulesVersion } from '../records/rules/rules.ts';
import { settingsNow } from './rules/class-rules.ts';

export interface RulesNow {
  version: string;
  settings: ValuationSettings;
  position: string;
  currency: string;
  /** Saved models of costs; null where the starting model follows the facts. */
  costing: unknown;
  /** How much of what people say of potentials there is. */
  saidUntil: string | null;
  program: string;
}

export async function rulesNow(context: Context): Promise<RulesNow> {
  return context.records.read(asProgram('valuation'), async (tx) => ({
    version: await rulesVersion(tx),
    settings: (await settingsNow(tx)).settings,
    position: await journalPosition(tx),
    currency: await currencyOfSums(tx),
    costing: (await ruleOf(tx, 'costs')).value,
    saidUntil: await saidUntil(tx),
    program: context.version,
  }));
}

/** Of the metrics: what is measured of documents, and what is shared among customers. */
export function basisOfFacts({ position, currency, program }: RulesNow): string {
  return hash([position, currency, program]);
}

export function basisOfCosts(rules: RulesNow): string {
  return hash([basisOfFacts(rules), costRules(rules)]);
}

/** Of what is published as of a date. `unvalued`: amounts are loaded whose currencies have no rate, and what is not valued goes by the tiers. */
export function basesOf(rules: RulesNow, { asOf, unvalued }: { asOf: string; unvalued: boolean }): Record<Stage, string> {
  const { lifetime, strategic, ...ofClasses } = rules.settings;
  const facts = [basisOfFacts(rules), asOf];
  const { criterion } = ofClasses.tiers;
  const classes = hash([
    facts,
    ofClasses,
    criterion === 'net_profit' || criterion === 'lifetime_value' ? costRules(rules) : null,
    criterion === 'lifetime_value' ? lifetime : null,
  ]);
  const profit = hash([classes, costRules(rules)]);
  const forecast = hash([facts, ofClasses.window, costRules(rules), lifetime, unvalued ? ofClasses.tiers : null]);
  const potential = hash([forecast, strategic, rules.saidUntil]);
  return { classes, profit, history: profit, forecast, potential, reasons: profit };
}

/** Equations may ask whether a customer is new. */
function costRules({ costing, settings }: RulesNow): unknown {
  return [costing, settings.lifecycle.newMonths];
}

/** By content: jsonb keeps its own order of names, and always the same. */
function hash(of: unknown): string {
  return createHash('sha256').update(JSON.stringify(of)).digest('hex').slice(0, 32);
}
