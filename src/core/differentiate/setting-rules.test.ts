/** Choices of a person: merged over the defaults, refused by name when invalid. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeChosen, readSettings, settingNames, settingOfText, settingsByName } from './setting-rules.ts';
import { defaultSettings } from './settings.ts';

describe('what is chosen', () => {
  test('nothing chosen is every default', () => {
    expect(readSettings({})).toEqual({ settings: defaultSettings, problems: [] });
  });

  test('one parameter of a rule leaves the others as they were', () => {
    const { settings, problems } = readSettings({ tiers: { criterion: 'units' } });
    expect(problems).toEqual([]);
    expect(settings).toEqual({ ...defaultSettings, tiers: { ...defaultSettings.tiers, criterion: 'units' } });
  });

  test('a second choice keeps the first, and choosing the default is no choice', () => {
    const once = changeChosen({}, { tiers: { criterion: 'units' } });
    expect(changeChosen(once, { tiers: { method: 'period' } })).toEqual({ tiers: { criterion: 'units', method: 'period' } });
    expect(changeChosen(once, { tiers: { criterion: 'revenue' } })).toEqual({});
  });

  test('every setting has a name, a rule and a possible default', () => {
    expect(Object.keys(settingsByName(defaultSettings)).toSorted()).toEqual(settingNames.toSorted());
  });
});

describe('what cannot be is refused', () => {
  test.each([
    ['a share of nobody', { tiers: { vipPermille: 0 } }, 'setting_out_of_range', 'tiers.vipPermille'],
    ['a share of more than everybody', { tiers: { goodPermille: 1001 } }, 'setting_out_of_range', 'tiers.goodPermille'],
    ['a negative window', { tiers: { windowMonths: -6 } }, 'setting_out_of_range', 'tiers.windowMonths'],
    ['half a month', { activity: { windowMonths: 2.5 } }, 'setting_not_whole', 'activity.windowMonths'],
    ['a number in words', { activity: { windowMonths: '3' } }, 'setting_not_whole', 'activity.windowMonths'],
    ['not a number', { lifecycle: { newMonths: Number.NaN } }, 'setting_not_whole', 'lifecycle.newMonths'],
    ['a criterion that is none', { tiers: { criterion: 'karma' } }, 'setting_not_among', 'tiers.criterion'],
    ['a name that is none', { tiers: { colour: 'red' } }, 'setting_unknown', 'tiers.colour'],
    ['a group that is none', { weather: { rain: 1 } }, 'setting_unknown', 'weather.rain'],
    ['a group where one value belongs', { tiers: { vipPermille: { share: 1 } } }, 'setting_not_whole', 'tiers.vipPermille'],
    ['a value where a group belongs', { tiers: null }, 'setting_unknown', 'tiers'],
    [
      'more months to be stabilised than the window has',
      { activity: { windowMonths: 1, stabilisedMonths: 2 } },
      'setting_above',
      'activity.stabilisedMonths',
    ],
    [
      'net profit in rolling months',
      { window: 'rolling', tiers: { criterion: 'net_profit' } },
      'net_profit_in_rolling_months',
      'tiers.criterion',
    ],
    ['unstabilised above stabilised', { activity: { unstabilisedMonths: 3 } }, 'setting_above', 'activity.unstabilisedMonths'],
  ])('%s', (_, chosen, code, name) => {
    expect(readSettings(chosen).problems).toMatchObject([{ code, detail: { name } }]);
  });

  test('a name that every object has is unknown, and harms nothing', () => {
    const chosen = JSON.parse('{"__proto__": {"windowMonths": 1}, "constructor": {"prototype": 3}}') as Record<string, unknown>;
    expect(readSettings(chosen).problems.map(({ code }) => code)).toEqual(['setting_unknown', 'setting_unknown']);
    expect(({} as Record<string, unknown>)['windowMonths']).toBeUndefined();
  });
});

test('said in words, a number is a number where the setting is one', () => {
  expect(settingOfText('tiers.vipPermille', '100')).toEqual({ tiers: { vipPermille: 100 } });
  expect(settingOfText('tiers.criterion', '100')).toEqual({ tiers: { criterion: '100' } });
  expect(settingOfText('tiers.vipPermille', 'ten')).toEqual({ tiers: { vipPermille: 'ten' } });
});

test('whatever is chosen, there is an answer, and what is accepted can be read again', () => {
  const everyChoice = fc.check(
    fc.property(fc.constantFrom(...settingNames), fc.oneof(fc.integer(), fc.string(), fc.double(), fc.constant(null)), (name, value) => {
      const chosen = changeChosen({}, settingOfText(name, String(value)));
      const { settings, problems } = readSettings(chosen);
      return problems.length > 0 || JSON.stringify(readSettings(settings as never)) === JSON.stringify({ settings, problems });
    }),
    { numRuns: 300 },
  );
  expect(everyChoice).toMatchObject({ failed: false });
});
