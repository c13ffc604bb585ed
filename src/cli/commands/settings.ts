/** clientele settings: the company's currency, and by which rules customers are in their classes; set and reset save others and value everybody by them. */
import type { Command } from 'commander';
import { type ChosenSettings, mergeChosen, settingOfText, settingsByName } from '../../core/differentiate/setting-rules.ts';
import { defaultSettings } from '../../core/differentiate/settings.ts';
import { currencyNow } from '../../flow/change/preview-currency.ts';
import { changeRules } from '../../flow/change/change-rules.ts';
import { previewSettings } from '../../flow/change/preview-classes.ts';
import { settingsNow, type SettingsChange } from '../../flow/rules/class-rules.ts';
import { ensureSettled } from '../../flow/settle.ts';
import type { CommandParts, DefineCommand } from '../command.ts';
import { CommandFailed, exitCodes, type Io } from '../io.ts';
import { nameCurrency } from '../name-currency.ts';
import { money } from '../money.ts';
import { runOf } from '../progress.ts';
import { say } from '../say.ts';
import { textTable } from '../table.ts';

interface Options {
  data?: string;
  json?: boolean;
  preview?: boolean;
}

export const settings: DefineCommand = (program, parts) => {
  const { io, withContext, finish } = parts;
  const command = withOptions(program.command('settings'))
    .description("Show the company's currency and by which rules customers are in their classes; change them with set and reset")
    .addHelpText(
      'after',
      '\nExample: clientele settings\n         clientele settings set tiers.criterion=units tiers.windowMonths=12 --preview\n         clientele settings set currency=EUR --preview',
    );
  command.action(async (options: Options) => {
    finish(
      await withContext(options, async (context) => {
        const { now, currency } = await context.records.as('system', async (tx) => ({
          now: await settingsNow(tx),
          currency: (await currencyNow(tx)).currency,
        }));
        const rows = Object.entries(settingsByName(now.settings));
        const defaults = settingsByName(defaultSettings) as Record<string, string | number>;
        io.out(
          options.json
            ? `${JSON.stringify({ version: now.version, currency, changedAt: now.changedAt, changedBy: now.changedBy, settings: now.settings })}\n`
            : textTable(
                [
                  { heading: say('cli_column_setting', {}, io.language) ?? '', align: 'left' },
                  { heading: say('cli_column_value', {}, io.language) ?? '', align: 'left' },
                  { heading: say('cli_column_default', {}, io.language) ?? '', align: 'left' },
                ],
                [
                  ['currency', currency ?? say('cli_not_named', {}, io.language) ?? '—', ''],
                  ...rows.map(([name, value]) => [name, String(value), String(defaults[name])]),
                ],
              ),
        );
        return exitCodes.done;
      }),
    );
  });
  withOptions(command.command('set'))
    .argument('<name=value...>', 'such as tiers.criterion=units, or currency=EUR by itself')
    .description('Change settings, and value every customer by them')
    .option('--preview', 'only say who would move, or what would be added up; save nothing')
    .addHelpText(
      'after',
      '\nExample: clientele settings set tiers.criterion=units tiers.vipPermille=100\n         clientele settings set currency=EUR',
    )
    .action(async (texts: string[], _options: Options, self: Command) => {
      const currency = currencyIn(texts);
      return currency === null
        ? save({ change: changeOf(texts) }, self.optsWithGlobals(), parts)
        : nameCurrency(currency, self.optsWithGlobals(), parts);
    });
  withOptions(command.command('reset'))
    .description('Choose nothing: every setting as it was before anybody chose')
    .option('--preview', 'only say who would move; save nothing')
    .addHelpText('after', '\nExample: clientele settings reset')
    .action(async (_options: Options, self: Command) => save({ reset: true }, self.optsWithGlobals(), parts));
};

function withOptions(command: Command): Command {
  return command.option('--data <dir>', 'data folder').option('--json', 'print JSON');
}

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

async function save(asked: SettingsChange, options: Options, { io, withContext, finish }: CommandParts): Promise<void> {
  finish(
    await withContext(options, (context) =>
      context.turn.take(async () => {
        const run = runOf(io);
        if (options.preview === true) {
          await ensureSettled(context, run);
          const moves = await previewSettings(context, asked);
          run.end();
          io.out(
            options.json
              ? `${JSON.stringify(moves)}\n`
              : moves === null
                ? `${say('cli_nothing_published', {}, io.language) ?? ''}\n`
                : movesTable(moves, io),
          );
          return exitCodes.done;
        }
        const done = await changeRules(context, { change: { rules: 'classes', asked }, actor: 'cli' }, run);
        run.end();
        io.out(
          options.json
            ? `${JSON.stringify({ version: done.version, changed: done.changed, run: done.runId, asOf: done.asOf, customers: done.customers })}\n`
            : `${say(done.changed ? 'cli_settings_saved' : 'cli_settings_unchanged', { version: done.version, customers: done.customers }, io.language) ?? ''}\n`,
        );
        return exitCodes.done;
      }),
    ),
  );
}

function movesTable(moves: NonNullable<Awaited<ReturnType<typeof previewSettings>>>, io: Io): string {
  const t = (key: string): string => say(key, {}, io.language) ?? key;
  const rows = (['tier', 'activity', 'lifecycle'] as const).flatMap((by) =>
    moves[by]
      .filter(({ from, to }) => from !== to)
      .map((move) => [
        t(`cli_column_${by}`),
        t(`${by}_${move.from}`),
        t(`${by}_${move.to}`),
        String(move.customers),
        money(String(move.revenueYearMinor), moves.currency, io.language),
      ]),
  );
  if (rows.length === 0) return `${t('cli_nobody_moves')}\n`;
  const headings = ['cli_column_rule', 'moves_was', 'moves_is', 'cli_customers', 'column_revenue_year'];
  return textTable(
    headings.map((key, at) => ({ heading: t(key), align: at < 3 ? 'left' : 'right' })),
    rows,
  );
}
