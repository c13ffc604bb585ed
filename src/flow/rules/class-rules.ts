/** The rules of the classes: what holds, and what another choice would make of it. */
import { type ChosenSettings, changeChosen, readSettings } from '../../core/differentiate/setting-rules.ts';
import type { ValuationSettings } from '../../core/differentiate/settings.ts';
import type { ReadTx } from '../../records/database.ts';
import { ruleOf, rulesVersion } from '../../records/rules/rules.ts';
import { FlowRefused } from '../refused.ts';
import type { RuleSet } from './rule-set.ts';

export interface SettingsNow {
  version: string;
  settings: ValuationSettings;
  /** Only what differs from the defaults. */
  chosen: ChosenSettings;
  /** Null where nobody ever chose anything. */
  changedAt: Date | null;
  changedBy: string | null;
}

export async function settingsNow(tx: ReadTx): Promise<SettingsNow> {
  const { value, createdAt, createdBy } = await ruleOf(tx, 'classes');
  const chosen = classRules.read(value);
  return { version: await rulesVersion(tx), settings: accepted(chosen), chosen, changedAt: createdAt, changedBy: createdBy };
}

/** A change of some settings, by their names; or everything as it was before anybody chose. */
export type SettingsChange = { change: ChosenSettings } | { reset: true };

/** What would hold after a change; refused in plain words where that cannot be. */
export function settingsAfter(chosen: ChosenSettings, asked: SettingsChange): { chosen: ChosenSettings; settings: ValuationSettings } {
  if ('reset' in asked) return { chosen: {}, settings: accepted({}) };
  const after = changeChosen(chosen, asked.change);
  return { chosen: after, settings: accepted(after) };
}

/** The rules of the classes, the forecast and the potential. Only what differs from the defaults is stored: a later default reaches who never chose. */
export const classRules: RuleSet<ChosenSettings, SettingsChange> = {
  name: 'classes',
  read: (stored) => possible((stored ?? {}) as ChosenSettings),
  after: (now, asked) => settingsAfter(now, asked).chosen,
  stored: (chosen) => (Object.keys(chosen).length === 0 ? null : chosen),
  measures: false,
};

/** Earlier versions accepted net profit in rolling months, and ranked by gross margin then. The measure that was chosen holds, by calendar months. */
function possible(stored: ChosenSettings): ChosenSettings {
  if (readSettings(stored).problems.every(({ code }) => code !== 'net_profit_in_rolling_months')) return stored;
  const { window: _, ...others } = stored;
  return others;
}

function accepted(chosen: ChosenSettings): ValuationSettings {
  const { settings, problems } = readSettings(chosen);
  if (problems[0] !== undefined) throw new FlowRefused({ code: problems[0].code, detail: problems[0].detail });
  return settings;
}
