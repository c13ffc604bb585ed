/** clientele settings: the company's currency, and by which rules customers are in their classes; set and reset save others and value everybody by them. */
import { asProgram } from '../../core/access/sight.ts';
import type { Context } from '../../context/context.ts';
import { type ChosenSettings, mergeChosen, settingOfText, settingsByName } from '../../core/differentiate/setting-rules.ts';
import { defaultSettings } from '../../core/differentiate/settings.ts';
import type { previewSettings } from '../../flow/change/preview-classes.ts';
import type { SettingsChange } from '../../flow/rules/class-rules.ts';
import { type Asked, companyCommand } from '../command.ts';
import { CommandFailed, exitCodes } from '../io.ts';
import { nameCurrency } from '../name-currency.ts';
import { runOf } from '../progress.ts';
import type { Words } from '../words.ts';
import { textTable } from '../table.ts';

interface Options {
  data?: string;
  json?: boolean;
  preview?: boolean;
}

const set = companyCommand<Options>({
  name: 'set',
  description: 'Change settings, and value every customer by them',
  arguments: [['<name=value...>', 'such as tiers.criterion=units, or currency=EUR by itself']],
  options: [
    ['--data <dir>', 'data folder'],
    ['--json', 'print JSON'],
    ['--preview', 'only say who would move, or what would be added up; save nothing'],
  ],
  examples: ['settings set tiers.criterion=units tiers.vipPermille=100', 'settings set currency=EUR'],
  on: 'alone',
  work: (asked) => {
    const currency = currencyIn(asked.given);
    return currency === null ? save({ change: changeOf(asked.given) }, asked) : nameCurrency(currency, asked);
  },
});

const reset = companyCommand<Options>({
  name: 'reset',
  description: 'Choose nothing: every setting as it was before anybody chose',
  options: [
    ['--data <dir>', 'data folder'],
    ['--json', 'print JSON'],
    ['--preview', 'only say who would move; save nothing'],
  ],
  examples: ['settings reset'],
  on: 'alone',
  work: (asked) => save({ reset: true }, asked),
});

export const settings = companyCommand<Options>({
  name: 'settings',
  description: "Show the company's currency and by which rules customers are in their classes; change them with set and reset",
  options: [
    ['--data <dir>', 'data folder'],
    ['--json', 'print JSON'],
  ],
  examples: ['settings', 'settings set tiers.criterion=units tiers.windowMonths=12 --preview', 'settings set currency=EUR --preview'],
  commands: [set, reset],
  on: 'beside',
  work:
    ({ words: { t }, print }) =>
    async (context) => {
      const { companySettings } = await import('../../questions/differentiate/company-settings.ts');
      const now = await companySettings(context, asProgram('command line'));
      const defaults = settingsByName(defaultSettings) as Record<string, string | number>;
      print({
        json: () => now,
        words: () =>
          textTable(
            (['cli_column_setting', 'cli_column_value', 'cli_column_default'] as const).map((key) => ({ heading: t(key), align: 'left' })),
            [
              ['currency', now.currency ?? t('cli_not_named'), ''],
              ...Object.entries(settingsByName(now.settings)).map(([name, value]) => [name, String(value), String(defaults[name])]),
            ],
          ),
      });
    },
});

/** Null where the texts are of rules. */
function currencyIn(texts: string[]): string | null {
  const named = texts.flatMap((text) => /^currency=(.*)$/.exec(text)?.[1] ?? []);
  if (named.length === 0) return null;
  if (texts.length > 1) throw new CommandFailed(exitCodes.usage, 'currency=… is set by itself: it values everything anew.');
  return named[0]!.trim().toUpperCase();
}

function changeOf(texts: string[]): ChosenSettings {
  return texts.reduce<ChosenSettings>((change, text) => {
    const [, name, value] = /^([\w.]+)=(.*)$/.exec(text) ?? [];
    if (name === undefined || value === undefined)
      throw new CommandFailed(exitCodes.usage, `"${text}" must look like tiers.criterion=units. The names: clientele settings`);
    return mergeChosen(change, settingOfText(name, value));
  }, {});
}

function save(asked: SettingsChange, { options, io, words, print }: Asked<Options>) {
  return async (context: Context): Promise<void> => {
    const run = runOf(io);
    if (options.preview === true) {
      const { previewSettings } = await import('../../flow/change/preview-classes.ts');
      const { ensureSettled } = await import('../../flow/settle.ts');
      await ensureSettled(context, run);
      const moves = await previewSettings(context, asked);
      run.end();
      return print({ json: () => moves, words: () => (moves === null ? words.nothingPublished() : movesTable(moves, words)) });
    }
    const { changeRules } = await import('../../flow/change/change-rules.ts');
    const done = await changeRules(context, { change: { rules: 'classes', asked }, actor: asProgram('command line') }, run);
    run.end();
    print({
      json: () => ({ version: done.version, changed: done.changed, run: done.runId, asOf: done.asOf, customers: done.customers }),
      words: () =>
        `${words.t(done.changed ? 'cli_settings_saved' : 'cli_settings_unchanged', { version: done.version, customers: done.customers })}\n`,
    });
  };
}

function movesTable(moves: NonNullable<Awaited<ReturnType<typeof previewSettings>>>, words: Words): string {
  const { t, money } = words;
  const rows = (['tier', 'activity', 'lifecycle'] as const).flatMap((by) =>
    moves[by]
      .filter(({ from, to }) => from !== to)
      .map((move) => [
        t(`cli_column_${by}`),
        t(`${by}_${move.from}`),
        t(`${by}_${move.to}`),
        String(move.customers),
        money(String(move.revenueYearMinor), moves.currency),
      ]),
  );
  if (rows.length === 0) return `${t('cli_nobody_moves')}\n`;
  const headings = ['cli_column_rule', 'moves_was', 'moves_is', 'cli_customers', 'column_revenue_year'];
  return textTable(
    headings.map((key, at) => ({ heading: t(key), align: at < 3 ? 'left' : 'right' })),
    rows,
  );
}
