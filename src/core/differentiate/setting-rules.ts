/**
 * The one place that knows each setting of the valuation by its name, and its possible values. A person's choice is merged over
 * the defaults, name by name, so that choosing one parameter of a rule never loses the others. Problems are values.
 */
import { criteria, defaultSettings, type ValuationSettings } from './settings.ts';

/** A part of the settings, as chosen: { tiers: { criterion: 'units' } }. */
export type ChosenSettings = Record<string, unknown>;

export interface SettingProblem {
  code:
    | 'setting_unknown'
    | 'setting_not_whole'
    | 'setting_out_of_range'
    | 'setting_not_among'
    | 'setting_above'
    | 'net_profit_in_rolling_months';
  detail: Record<string, string>;
}

type Rule = { from: number; to: number } | { among: readonly string[] };

const months = (to: number): Rule => ({ from: 1, to });
/** A share must be above 0 and at most 1. */
const share: Rule = { from: 1, to: 1000 };

export const settingRules = {
  window: { among: ['calendar', 'rolling'] },
  // Windows are kept as bits of a 32-bit number.
  'activity.windowMonths': months(30),
  'activity.stabilisedMonths': months(30),
  'activity.unstabilisedMonths': months(30),
  'lifecycle.newMonths': months(60),
  'lifecycle.returnedMonths': months(60),
  'lifecycle.returnedGapMonths': months(60),
  'rhythm.lateFactorPermille': { from: 1000, to: 20_000 },
  'rhythm.leastShipmentDays': { from: 2, to: 100 },
  'tiers.criterion': { among: criteria },
  'tiers.method': { among: ['monthly', 'period'] },
  'tiers.windowMonths': months(30),
  'tiers.vipPermille': share,
  'tiers.goodPermille': share,
  'trends.yearMonths': months(36),
  'trends.recentMonths': months(36),
  'trends.beforeMonths': months(36),
  'vipPressure.fallPermille': share,
  'vipPressure.relativeFallPermille': share,
  'vipPressure.discountRisesMonths': months(12),
  'lifetime.horizonMonths': months(120),
  'lifetime.discountPermille': { from: 0, to: 1000 },
  'lifetime.retentionPermille': share,
  'lifetime.renewalGraceDays': { from: 0, to: 366 },
  'strategic.mostValuablePermille': share,
  'strategic.mostGrowablePermille': share,
  'strategic.peerPercentilePermille': share,
  'strategic.leastPeers': { from: 2, to: 1000 },
} as const satisfies Record<string, Rule>;

export type SettingName = keyof typeof settingRules;
export const settingNames = Object.keys(settingRules) as SettingName[];

/** Pairs whose first must not exceed the second: otherwise no customer could reach the class. */
const ordered: [SettingName, SettingName][] = [
  ['activity.unstabilisedMonths', 'activity.stabilisedMonths'],
  ['activity.stabilisedMonths', 'activity.windowMonths'],
];

/** The effective settings, with the problems of the choice; defaults apply to all other names. */
export function readSettings(chosen: ChosenSettings): { settings: ValuationSettings; problems: SettingProblem[] } {
  const values = new Map([...flat(defaultSettings), ...flat(chosen)]);
  const problems = [...values].flatMap(([name, value]) => problemOf(name, value));
  if (problems.length === 0)
    problems.push(...ordered.flatMap(([less, more]) => problemOfOrder(less, more, values)), ...problemOfPair(values));
  return { settings: nested(values) as unknown as ValuationSettings, problems };
}

/** The choice after a change: values equal to the default are not kept, so that a later default applies. */
export function changeChosen(chosen: ChosenSettings, change: ChosenSettings): ChosenSettings {
  const defaults = flat(defaultSettings);
  return nested(new Map([...flat(mergeChosen(chosen, change))].filter(([name, value]) => value !== defaults.get(name))));
}

export function mergeChosen(chosen: ChosenSettings, change: ChosenSettings): ChosenSettings {
  return nested(new Map([...flat(chosen), ...flat(change)]));
}

/** Every setting by its name: { 'tiers.criterion': 'revenue', … }. */
export function settingsByName(settings: ValuationSettings): Record<SettingName, string | number> {
  return Object.fromEntries(flat(settings)) as Record<SettingName, string | number>;
}

/** 'tiers.vipPermille=100' as text: numbers where the setting is a number. */
export function settingOfText(name: string, text: string): ChosenSettings {
  const rule = ruleOf(name);
  const value = rule !== undefined && 'from' in rule && /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
  return nested(new Map([[name, value]]));
}

/** Only names of our own: every object has a `constructor`. */
function ruleOf(name: string): Rule | undefined {
  return Object.hasOwn(settingRules, name) ? settingRules[name as SettingName] : undefined;
}

function problemOf(name: string, value: unknown): SettingProblem[] {
  const rule = ruleOf(name);
  const said = { name, value: typeof value === 'string' ? value : (JSON.stringify(value) ?? '') };
  if (rule === undefined) return [{ code: 'setting_unknown', detail: said }];
  if ('among' in rule)
    return rule.among.includes(value as string) ? [] : [{ code: 'setting_not_among', detail: { ...said, among: rule.among.join(', ') } }];
  if (typeof value !== 'number' || !Number.isInteger(value)) return [{ code: 'setting_not_whole', detail: said }];
  return value >= rule.from && value <= rule.to
    ? []
    : [{ code: 'setting_out_of_range', detail: { ...said, from: String(rule.from), to: String(rule.to) } }];
}

function problemOfOrder(less: SettingName, more: SettingName, values: Map<string, unknown>): SettingProblem[] {
  if (Number(values.get(less)) <= Number(values.get(more))) return [];
  return [
    { code: 'setting_above', detail: { name: less, value: String(values.get(less)), other: more, otherValue: String(values.get(more)) } },
  ];
}

/** Costs are known by calendar months: net profit of rolling months would be a guess, and the customers would be ranked by another measure. */
function problemOfPair(values: Map<string, unknown>): SettingProblem[] {
  return values.get('window') === 'rolling' && values.get('tiers.criterion') === 'net_profit'
    ? [{ code: 'net_profit_in_rolling_months', detail: { name: 'tiers.criterion', other: 'window' } }]
    : [];
}

function flat(part: object, before = ''): Map<string, unknown> {
  return new Map(
    Object.entries(part).flatMap(([key, value]) => {
      const name = before + key;
      return isGroup(name, value) ? [...flat(value, `${name}.`)] : [[name, value] as const];
    }),
  );
}

/** An object where a single value belongs is a value, and refused as one. */
function isGroup(name: string, value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && ruleOf(name) === undefined;
}

function nested(values: Map<string, unknown>): ChosenSettings {
  const whole: ChosenSettings = {};
  for (const [name, value] of values) {
    const path = name.split('.');
    const last = path.pop()!;
    let group = whole;
    for (const key of path) group = (Object.hasOwn(group, key) ? group[key] : (group[key] = {})) as ChosenSettings;
    group[last] = value;
  }
  return whole;
}
