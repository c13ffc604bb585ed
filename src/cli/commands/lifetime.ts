/** clientele lifetime: what every customer will be worth over a horizon, and by what it is reckoned. */
import { InvalidArgumentError } from 'commander';
import { type CompanyLifetime, lifetimeOf } from '../../questions/differentiate/lifetime.ts';
import { ensureSettled } from '../../flow/settle.ts';
import type { DefineCommand } from '../command.ts';
import { minorTexts } from '../../core/as-texts.ts';
import { exitCodes, type Io } from '../io.ts';
import { money } from '../money.ts';
import { runOf } from '../progress.ts';
import { say } from '../say.ts';
import { textTable } from '../table.ts';
import { lifetimeFit } from './lifetime-fit.ts';

export const lifetime: DefineCommand = (program, parts) => {
  const { io, withContext, finish } = parts;
  const command = program
    .command('lifetime')
    .description('Show what every customer will be worth, with the chance that it is still a customer')
    .option('--horizon <months>', 'months ahead; what the settings say when not given', wholeFrom(1, 120))
    .option('--discount <permille>', 'thousandths a year by which later money is worth less', wholeFrom(0, 1000))
    .option('--retention <permille>', 'thousandths of customers who stay for a year, where there is no model', wholeFrom(1, 1000))
    .option('--data <dir>', 'data folder')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample: clientele lifetime --horizon 24 --json')
    .action(async (options: { horizon?: number; discount?: number; retention?: number; data?: string; json?: boolean }) => {
      finish(
        await withContext(options, (context) =>
          context.turn.take(async () => {
            const run = runOf(io);
            await ensureSettled(context, run);
            const found = await lifetimeOf(context, {
              horizonMonths: options.horizon,
              discountPermille: options.discount,
              retentionPermille: options.retention,
            });
            run.end();
            if (options.json) io.out(`${JSON.stringify(minorTexts(found ?? null))}\n`);
            else if (found === undefined) io.out(`${say('cli_nothing_published', {}, io.language) ?? ''}\n`);
            else io.out(words(found, io));
            return exitCodes.done;
          }),
        ),
      );
    });
  lifetimeFit(command, parts);
};

function wholeFrom(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = text.trim() === '' ? NaN : Number(text);
    if (!Number.isInteger(number) || number < least || number > most)
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
    return number;
  };
}

function words(found: CompanyLifetime, io: Io): string {
  const t = (key: string, inputs: Record<string, unknown> = {}): string => say(key, inputs, io.language) ?? key;
  const amount = (minor: number | string | null): string => (minor === null ? '—' : money(BigInt(minor), found.currency, io.language));
  const alive = (probability: number | null): string =>
    probability === null ? '—' : new Intl.NumberFormat(io.language, { style: 'percent' }).format(probability);
  const table = textTable(
    [
      { heading: t('cli_column_name'), align: 'left' },
      { heading: t('lifetime_alive'), align: 'right' },
      { heading: t('lifetime_value'), align: 'right' },
      { heading: t('lifetime_low'), align: 'right' },
      { heading: t('lifetime_high'), align: 'right' },
      { heading: t('lifetime_next'), align: 'left' },
    ],
    found.customers.map((row) => [
      row.name,
      alive(row.aliveProbability),
      amount(row.lifetimeValueMinor),
      amount(row.lifetimeValueLowMinor),
      amount(row.lifetimeValueHighMinor),
      row.nextShipmentOn ?? '',
    ]),
  );
  const contracts = found.contracts
    ? [t('lifetime_contracts', { customers: found.contracts.customers, value: amount(found.contracts.valueMinor) })]
    : [];
  return `${[...howReckoned(found, io), ...contracts, t(found.total.lowMinor === null ? 'lifetime_total_plain' : 'lifetime_total', { value: amount(found.total.valueMinor), low: amount(found.total.lowMinor), high: amount(found.total.highMinor) })].join('\n')}\n\n${table}`;
}

/** By what the values are reckoned: assumptions first, so that nobody takes a projection for knowledge. */
function howReckoned(found: CompanyLifetime, io: Io): string[] {
  const t = (key: string, inputs: Record<string, unknown> = {}): string => say(key, inputs, io.language) ?? key;
  const percent = (permille: number): string =>
    new Intl.NumberFormat(io.language, { style: 'percent', maximumFractionDigits: 1 }).format(permille / 1000);
  const over = t('lifetime_over', {
    months: found.horizonMonths,
    asOf: found.asOf,
    basis: t(`lifetime_basis_${found.basis}`),
    discount: percent(found.discountPermille),
  });
  if (found.method === 'projection')
    return [
      over,
      t(`lifetime_gate_${found.gate}`, { customers: found.repeatCustomers, months: found.historyMonths }),
      t('lifetime_projection', { retention: percent(found.retentionPermille) }),
    ];
  const model = t('lifetime_by_model', { model: t(`lifetime_model_${found.model!.name}`), customers: found.model!.customers });
  const regular = found.model!.params['k'] === undefined ? [] : [t('lifetime_regular')];
  const season = found.season === null || found.season === undefined ? [] : [seasonWords(found.season, io)];
  const boundary =
    found.model!.boundary === null ? [] : [t('lifetime_boundary_said', { boundary: t(`lifetime_boundary_${found.model!.boundary}`) })];
  const rival = found.rival === null ? [] : [t('lifetime_by_rival', { rival: t(`lifetime_model_${found.rival}`) })];
  return [over, model, ...regular, ...season, ...boundary, ...rival];
}

function seasonWords(season: readonly number[], io: Io): string {
  const month = (pace: number): string =>
    new Intl.DateTimeFormat(io.language, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, season.indexOf(pace), 1));
  const times = new Intl.NumberFormat(io.language, { maximumFractionDigits: 1 });
  const [busiest, quietest] = [Math.max(...season), Math.min(...season)];
  return (
    say(
      'lifetime_season',
      { busiest: month(busiest), most: times.format(busiest), quietest: month(quietest), least: times.format(quietest) },
      io.language,
    ) ?? ''
  );
}
