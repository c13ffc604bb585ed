/** clientele customers: what every customer is worth, as a table, CSV or JSON. */
import { asProgram } from '../../core/access/sight.ts';
import { csv } from '../../core/csv.ts';
import { type Activity, activities } from '../../core/differentiate/classes/activity.ts';
import { type Lifecycle, lifecycles } from '../../core/differentiate/classes/lifecycle.ts';
import { type Tier, tiers } from '../../core/differentiate/classes/tiers.ts';
import { apiName, type FieldName, fields, type FieldsHaving, fieldsHaving, fieldsWith } from '../../core/differentiate/fields.ts';
import { type StrategicTier, strategicTiers } from '../../core/differentiate/strategic-value/strategic-tiers.ts';
import type { CustomerWorth } from '../../questions/differentiate/customers-worth.ts';
import { companyCommand } from '../command.ts';
import { CommandFailed, exitCodes } from '../io.ts';
import { moneyOfEach, notValued, type Words } from '../words.ts';
import { textTable } from '../table.ts';
import { sayUnnamedCurrency } from '../unnamed-currency.ts';
import { requireDate } from './value.ts';

interface Options {
  data?: string;
  asOf?: string;
  activity?: Activity;
  lifecycle?: Lifecycle;
  tier?: Tier;
  strategicTier?: StrategicTier;
  owner?: string;
  notValued?: boolean;
  search?: string;
  format: string;
  json?: boolean;
}

export const customers = companyCommand<Options>({
  name: 'customers',
  description: 'List customers with their classes; amounts are over the tier window',
  options: [
    ['--data <dir>', 'data folder'],
    ['--as-of <date>', 'yyyy-mm-dd; what is published when not given'],
    ['--activity <class>', 'stabilised, unstabilised, lost or prospect'],
    ['--lifecycle <class>', 'new, returned, in_development, established or none'],
    ['--tier <class>', 'vip, good, regular or none'],
    ['--strategic-tier <class>', 'most_valuable, most_growable, migrator or below_zero'],
    ['--owner <name>', 'the manager responsible'],
    ['--not-valued', 'only those whose currencies have no rate'],
    ['--search <text>', 'parts of the name, code or tax number'],
    ['--format <format>', 'table, csv or json', 'table'],
    ['--json', 'the same as --format json'],
  ],
  examples: ['customers --tier vip --format csv'],
  on: 'settled',
  work: ({ options, io, words }) => {
    if (options.asOf !== undefined) requireDate(options.asOf);
    const format = options.json ? 'json' : options.format;
    if (!['table', 'csv', 'json'].includes(format))
      throw new CommandFailed(exitCodes.usage, `--format is table, csv or json, not "${format}"`);
    requireClass('--activity', options.activity, activities);
    requireClass('--lifecycle', options.lifecycle, lifecycles);
    requireClass('--tier', options.tier, tiers);
    requireClass('--strategic-tier', options.strategicTier, strategicTiers);
    return async (context) => {
      const { customersWorth } = await import('../../questions/differentiate/customers-worth.ts');
      const { asOf, strategicTier, data: _, format: __, json: ___, ...filter } = options;
      const worth = await customersWorth(context, asProgram('command line'), { ...filter, asOf, strategic_tier: strategicTier });
      await sayUnnamedCurrency(context, io);
      if (format === 'json') io.out(`${JSON.stringify(worth.customers)}\n`);
      else if (format === 'csv') io.out(csvOf(worth.customers));
      else {
        const { netProfitUnknown } = await import('../../questions/differentiate/net-profit-unknown.ts');
        const unknown = await netProfitUnknown(context, asProgram('command line'));
        io.out(tableOf(worth.customers, worth.currency, words) + (unknown === null ? '' : `${words.t(`net_profit_unknown_${unknown}`)}\n`));
      }
    };
  },
});

function requireClass(option: string, given: string | undefined, allowed: readonly string[]): void {
  if (given !== undefined && !allowed.includes(given))
    throw new CommandFailed(exitCodes.usage, `${option} is one of ${allowed.join(', ')}, not "${given}"`);
}

function csvOf(rows: CustomerWorth[]): string {
  const named = fieldsWith({ cli: 'csv' });
  return csv([
    ['id', 'codes', 'name', ...named, 'owner', 'not_valued', 'unvalued'],
    ...rows.map((row) => [
      row.id,
      row.codes.join(' '),
      row.name,
      ...named.map((name) => textOf(row[apiName(name)])),
      row.owner,
      String(row.notValued),
      row.unvalued.map(({ currency, netMinor }) => `${currency} ${netMinor}`).join(' '),
    ]),
  ]);
}

function textOf(value: string | number | boolean | null): string | null {
  return value === null ? null : String(value);
}

function tableOf(rows: CustomerWorth[], currency: string, words: Words): string {
  const { t } = words;
  const named = fieldsHaving('terminal');
  return textTable(
    [
      { heading: t('cli_column_name'), align: 'left' },
      ...named.map((name) => ({ heading: t(fields[name].terminal), align: isClass(name) ? ('left' as const) : ('right' as const) })),
      { heading: t('cli_column_owner'), align: 'left' },
    ],
    rows.map((row) => [row.name, ...named.map((name) => cellOf(row, name, { currency, words })), row.owner ?? '']),
  );
}

const isClass = (name: FieldName): boolean => typeof fields[name].of !== 'string';

function cellOf(row: CustomerWorth, name: FieldsHaving<'terminal'>, { currency, words }: { currency: string; words: Words }): string {
  // A customer that is not valued has no tier, and its revenue is in its own currencies.
  if (row.notValued && name === 'tier') return notValued(row.unvalued, words);
  if (row.notValued && name === 'revenue_minor') return moneyOfEach(row.unvalued, words);
  const value = row[apiName(name)];
  if (value === null) return '—';
  return isClass(name) ? words.t(`${name}_${value}`) : words.money(value, currency);
}
