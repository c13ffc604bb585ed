/** clientele lifetime: what every customer will be worth over a horizon, and by what it is reckoned. */
import { asProgram } from '../../core/access/sight.ts';
import { InvalidArgumentError, Option } from 'commander';
import type { CompanyLifetime } from '../../questions/differentiate/lifetime.ts';
import { companyCommand } from '../command.ts';
import { minorTexts } from '../../core/as-texts.ts';
import type { Words } from '../words.ts';
import { textTable } from '../table.ts';
import { lifetimeFit } from './lifetime-fit.ts';

export const lifetime = companyCommand<{ horizon?: number; discount?: number; retention?: number; data?: string; json?: boolean }>({
  name: 'lifetime',
  description: 'Show what every customer will be worth, with the chance that it is still a customer',
  options: [
    new Option('--horizon <months>', 'months ahead; what the settings say when not given').argParser(wholeFrom(1, 120)),
    new Option('--discount <permille>', 'thousandths a year by which later money is worth less').argParser(wholeFrom(0, 1000)),
    new Option('--retention <permille>', 'thousandths of customers who stay for a year, where there is no model').argParser(
      wholeFrom(1, 1000),
    ),
    ['--data <dir>', 'data folder'],
    ['--json', 'print JSON'],
  ],
  examples: ['lifetime --horizon 24 --json'],
  commands: [lifetimeFit],
  on: 'settled',
  work:
    ({ options, words, print }) =>
    async (context) => {
      const { lifetimeOf } = await import('../../questions/differentiate/lifetime.ts');
      const found = await lifetimeOf(context, asProgram('command line'), {
        horizonMonths: options.horizon,
        discountPermille: options.discount,
        retentionPermille: options.retention,
      });
      print({
        json: () => minorTexts(found ?? null),
        words: () => (found === undefined ? words.nothingPublished() : textOf(found, words)),
      });
    },
});

function wholeFrom(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = text.trim() === '' ? NaN : Number(text);
    if (!Number.isInteger(number) || number < least || number > most)
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
    return number;
  };
}

function textOf(found: CompanyLifetime, words: Words): string {
  const { t, money } = words;
  const amount = (minor: number | string | null): string => (minor === null ? '—' : money(BigInt(minor), found.currency));
  const alive = (probability: number | null): string =>
    probability === null ? '—' : new Intl.NumberFormat(words.language, { style: 'percent' }).format(probability);
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
  return `${[...howReckoned(found, words), ...contracts, t(found.total.lowMinor === null ? 'lifetime_total_plain' : 'lifetime_total', { value: amount(found.total.valueMinor), low: amount(found.total.lowMinor), high: amount(found.total.highMinor) })].join('\n')}\n\n${table}`;
}

/** By what the values are reckoned: assumptions first, so that nobody takes a projection for knowledge. */
function howReckoned(found: CompanyLifetime, words: Words): string[] {
  const { t } = words;
  const percent = (permille: number): string =>
    new Intl.NumberFormat(words.language, { style: 'percent', maximumFractionDigits: 1 }).format(permille / 1000);
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
  const season = found.season === null || found.season === undefined ? [] : [seasonWords(found.season, words)];
  const boundary =
    found.model!.boundary === null ? [] : [t('lifetime_boundary_said', { boundary: t(`lifetime_boundary_${found.model!.boundary}`) })];
  const growth = found.growth === undefined ? [] : [growthWords(found.growth, words)];
  const rival = found.rival === null ? [] : [t('lifetime_by_rival', { rival: t(`lifetime_model_${found.rival}`) })];
  const level =
    found.rivalLevel === undefined || found.rivalLevel === null || found.rivalLevel === 1 ? [] : [levelWords(found.rivalLevel, words)];
  return [over, model, ...regular, ...season, ...growth, ...boundary, ...rival, ...level];
}

function growthWords({ purchases, amount }: NonNullable<CompanyLifetime['growth']>, words: Words): string {
  if (purchases === 1 && amount === 1) return words.t('lifetime_no_growth');
  const change = new Intl.NumberFormat(words.language, { style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' });
  return words.t('lifetime_growth', { purchases: change.format(purchases - 1), amount: change.format(amount - 1) });
}

function levelWords(level: number, words: Words): string {
  return words.t('lifetime_rival_level', { times: new Intl.NumberFormat(words.language, { maximumFractionDigits: 2 }).format(level) });
}

function seasonWords(season: readonly number[], words: Words): string {
  const month = (pace: number): string =>
    new Intl.DateTimeFormat(words.language, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, season.indexOf(pace), 1));
  const times = new Intl.NumberFormat(words.language, { maximumFractionDigits: 1 });
  const [busiest, quietest] = [Math.max(...season), Math.min(...season)];
  return words.t('lifetime_season', {
    busiest: month(busiest),
    most: times.format(busiest),
    quietest: month(quietest),
    least: times.format(quietest),
  });
}
