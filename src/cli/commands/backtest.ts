/** clientele backtest: how well the forecast of customers would have foretold the company's own last year, beside forecasts without a model. */
import { asProgram } from '../../core/access/sight.ts';
import type { BackTest, LifetimeReport } from '../../core/differentiate/lifetime-value/value-lifetimes.ts';
import { companyCommand } from '../command.ts';
import { minorTexts } from '../../core/as-texts.ts';
import type { Words } from '../words.ts';
import { textTable } from '../table.ts';

export const backtest = companyCommand({
  name: 'backtest',
  description: 'Hold the forecast of last year against what happened, beside forecasts without a model',
  options: [
    ['--data <dir>', 'data folder'],
    ['--json', 'print JSON'],
  ],
  examples: ['backtest --json'],
  on: 'settled',
  work:
    ({ words, print }) =>
    async (context) => {
      const { lifetimeOfRun } = await import('../../questions/differentiate/lifetime.ts');
      const found = await lifetimeOfRun(context, asProgram('command line'));
      const backTest = found?.report.backTest ?? null;
      print({
        json: () => minorTexts(backTest),
        words: () =>
          found === undefined
            ? words.nothingPublished()
            : backTest === null
              ? `${words.t('backtest_impossible')}\n`
              : textOf({ ...found, backTest }, words),
      });
    },
});

function textOf({ backTest, report, currency }: { backTest: BackTest; report: LifetimeReport; currency: string }, words: Words): string {
  const { t, money } = words;
  const percent = (share: number | null, digits = 1): string =>
    share === null
      ? '—'
      : new Intl.NumberFormat(words.language, { style: 'percent', maximumFractionDigits: digits, signDisplay: 'auto' }).format(share);
  const number = (value: number | null): string =>
    value === null ? '—' : new Intl.NumberFormat(words.language, { maximumFractionDigits: 2 }).format(value);
  const amount = (minor: number): string => money(BigInt(minor), currency);
  const forecasts = textTable(
    [
      { heading: t('backtest_forecast'), align: 'left' },
      { heading: t('backtest_expected'), align: 'right' },
      { heading: t('backtest_bias'), align: 'right' },
      { heading: t('backtest_money_bias'), align: 'right' },
      { heading: t('backtest_error'), align: 'right' },
      { heading: t('backtest_lift'), align: 'right' },
    ],
    [backTest.model, ...backTest.rivals].map((forecast) => [
      t(`lifetime_model_${forecast.name}`),
      number(Math.round(forecast.expected)),
      percent(forecast.bias),
      percent(forecast.moneyBias),
      number(forecast.meanAbsoluteError),
      number(forecast.topDecileLift),
    ]),
  );
  const groups = textTable(
    [
      { heading: t('backtest_group'), align: 'right' },
      { heading: t('backtest_again_expected'), align: 'right' },
      { heading: t('backtest_again_actual'), align: 'right' },
    ],
    backTest.calibration.map((group) => [number(group.customers), percent(group.forecast), percent(group.actual)]),
  );
  const { expectedMinor, actualMinor } = backTest.earned;
  const whole = (value: number): string => number(Math.round(value));
  const months = textTable(
    [
      { heading: t('cli_column_month'), align: 'left' },
      { heading: t('value_by_model'), align: 'right' },
      { heading: t('value_in_truth'), align: 'right' },
      { heading: t('backtest_by_model_so_far'), align: 'right' },
      { heading: t('backtest_in_truth_so_far'), align: 'right' },
    ],
    backTest.tracking.map((month) => [
      `${month.until.slice(0, 7)}${month.heldOut ? `, ${t('value_mark')}` : ''}`,
      whole(month.expected),
      whole(month.actual),
      whole(month.expectedSoFar),
      whole(month.actualSoFar),
    ]),
  );
  const said = [
    t('backtest_held_out', {
      from: backTest.knownUntil,
      until: backTest.heldOutUntil,
      customers: backTest.customers,
      actual: number(backTest.actual),
    }),
    t('backtest_earned', {
      expected: amount(expectedMinor),
      actual: amount(actualMinor),
      basis: t(`lifetime_basis_${report.basis}`),
      bias: percent(actualMinor > 0 ? expectedMinor / actualMinor - 1 : null),
    }),
    ...(backTest.unexplained === 0 ? [] : [t('backtest_unexplained', { share: percent(Math.abs(backTest.unexplained)) })]),
    '',
    forecasts,
    t('backtest_best', { best: t(`lifetime_model_${backTest.best}`) }),
    t(coverageWords(backTest.widening), {
      share: percent(backTest.intervalCoverage),
      times: number(backTest.widening),
    }),
    '',
    groups,
    t('backtest_months'),
    months,
  ];
  return said.join('\n');
}

function coverageWords(widening: number): string {
  if (widening === 1) return 'backtest_coverage';
  return widening > 1 ? 'backtest_coverage_widened' : 'backtest_coverage_narrowed';
}
