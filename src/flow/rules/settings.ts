/**
 * The company's settings of the valuation: what holds, what another choice would change, and saving it. Saved settings are a
 * new dated version, and everybody is valued by it at once: readers never see classes by one version and rules of another.
 */
import type { Context } from '../../context/context.ts';
import { type ChosenSettings, changeChosen, readSettings } from '../../core/differentiate/setting-rules.ts';
import type { ValuationSettings } from '../../core/differentiate/settings.ts';
import type { Tx } from '../../records/database.ts';
import { currentRun } from '../../records/runs/reader.ts';
import { changeSettings, currentSettings, lastRulesChange } from '../../records/settings/settings.ts';
import { FlowRefused } from '../refused.ts';

export interface SettingsNow {
  version: string;
  settings: ValuationSettings;
  /** Only what differs from the defaults. */
  chosen: ChosenSettings;
  /** Null where nobody ever chose anything. */
  changedAt: Date | null;
  changedBy: string | null;
}

export async function settingsNow(tx: Tx): Promise<SettingsNow> {
  const { version, value } = await currentSettings(tx);
  const last = await lastRulesChange(tx);
  const chosen = chosenOf(value);
  return { version, settings: accepted(chosen), chosen, changedAt: last?.created_at ?? null, changedBy: last?.created_by ?? null };
}

/** A change of some settings, by their names; or everything as it was before anybody chose. */
export type SettingsChange = { change: ChosenSettings } | { reset: true };

/** What would hold after a change; refused in plain words where that cannot be. */
export function settingsAfter(chosen: ChosenSettings, asked: SettingsChange): { chosen: ChosenSettings; settings: ValuationSettings } {
  if ('reset' in asked) return { chosen: {}, settings: accepted({}) };
  const after = changeChosen(chosen, asked.change);
  return { chosen: after, settings: accepted(after) };
}

export interface SavedSettings {
  version: string;
  /** False where the change changes nothing: no version is made of it then. */
  changed: boolean;
  /** The date that everybody is to be valued at again; undefined where nothing is published yet. */
  asOf: string | undefined;
}

/** Saves a new version, with who, when and what was before. Whoever calls this values everybody next. */
export async function saveSettings(context: Context, what: { asked: SettingsChange; actor: string }): Promise<SavedSettings> {
  return context.records.as('system', async (tx) => {
    const { version, value } = await currentSettings(tx);
    const run = await currentRun(tx);
    const before = chosenOf(value);
    const { chosen } = settingsAfter(before, what.asked);
    if (canonical(chosen) === canonical(before)) return { version, changed: false, asOf: run?.as_of };
    const saved = await changeSettings(tx, { ...value, valuation: chosen }, what.actor);
    return { version: saved.version, changed: true, asOf: run?.as_of };
  });
}

/** Puts back the version before, as a new one, where valuing by the saved one failed or was stopped: the screens still show the old classes. */
export async function withdrawSettings(context: Context, actor: string): Promise<void> {
  await context.records.as('system', async (tx) => {
    const run = await currentRun(tx);
    const { version } = await currentSettings(tx);
    if (run === undefined || run.settings_version === version) return;
    const published = await tx.selectFrom('setting').select('value').where('version', '=', run.settings_version).executeTakeFirstOrThrow();
    await changeSettings(tx, published.value, actor);
  });
}

function chosenOf(value: Record<string, unknown>): ChosenSettings {
  return (value['valuation'] ?? {}) as ChosenSettings;
}

function accepted(chosen: ChosenSettings): ValuationSettings {
  const { settings, problems } = readSettings(chosen);
  if (problems[0] !== undefined) throw new FlowRefused({ code: problems[0].code, detail: problems[0].detail });
  return settings;
}

/** By content: jsonb keeps its own order of names. */
function canonical(chosen: ChosenSettings): string {
  const sorted = (part: object): unknown[] =>
    Object.entries(part)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => [name, typeof value === 'object' && value !== null ? sorted(value) : value]);
  return JSON.stringify(sorted(chosen));
}
