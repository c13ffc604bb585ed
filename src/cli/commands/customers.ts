/** clientele customers: what every customer is worth, as a table, CSV or JSON. */
import { asProgram } from '../../core/access/sight.ts';
import { csv } from '../../core/csv.ts';
import { strategicTiers } from '../../core/differentiate/strategic-value/strategic-tiers.ts';
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
  activity?: string;
  lifecycle?: string;
  tier?: string;
  strategicTier?: string;
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
    ['--search <text>', 'part of the name or code'],
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
    requireClass('--activity', options.activity, ['stabilised', 'unstabilised', 'lost', 'prospect']);
    requireClass('--lifecycle', options.lifecycle, ['new', 'returned', 'in_development', 'established', 'none']);
    requireClass('--tier', options.tier, ['vip', 'good', 'regular', 'none']);
    requireClass('--strategic-tier', options.strategicTier, [...strategicTiers]);
    return async (context) => {
      const { customersWorth } = await import('../../questions/differentiate/customers-worth.ts');
      const worth = await customersWorth(context, asProgram('command line'), options.asOf);
      await sayUnnamedCurrency(context, io);
      const rows = worth.customers.filter((customer) => matches(customer, options));
      if (format === 'json') io.out(`${JSON.stringify(rows)}\n`);
      else if (format === 'csv') io.out(csvOf(rows));
      else {
        const { netProfitUnknown } = await import('../../questions/differentiate/net-profit-unknown.ts');
        const unknown = await netProfitUnknown(context, asProgram('command line'));
        io.out(tableOf(rows, worth.currency, words) + (unknown === null ? '' : `${words.t(`net_profit_unknown_${unknown}`)}\n`));
      }
    };
  },
});

function requireClass(option: string, given: string | undefined, allowed: string[]): void {
  if (given !== undefined && !allowed.includes(given))
    throw new CommandFailed(exitCodes.usage, `${option} is one of ${allowed.join(', ')}, not "${given}"`);
}

function matches(customer: CustomerWorth, options: Options): boolean {
  const text = options.search?.toLowerCase();
  return (
    (options.activity === undefined || customer.activity === options.activity) &&
    (options.lifecycle === undefined || customer.lifecycle === options.lifecycle) &&
    (options.tier === undefined || (customer.tier === options.tier && !customer.notValued)) &&
    (options.notValued !== true || customer.notValued) &&
    (options.strategicTier === undefined || customer.strategicTier === options.strategicTier) &&
    (options.owner === undefined || customer.owner?.toLowerCase().includes(options.owner.toLowerCase()) === true) &&
    (text === undefined || customer.name.toLowerCase().includes(text) || customer.codes.some((code) => code.toLowerCase().includes(text)))
  );
}

function csvOf(rows: CustomerWorth[]): string {
  return csv([
    [
      'id',
      'codes',
      'name',
      'activity',
      'lifecycle',
      'tier',
      'revenue_minor',
      'gross_margin_minor',
      'net_profit_minor',
      'lifetime_value_minor',
      'strategic_value_minor',
      'strategic_tier',
      'share_of_wallet_permille',
      'owner',
      'not_valued',
      'unvalued',
    ],
    ...rows.map((row) => [
      row.id,
      row.codes.join(' '),
      row.name,
      row.activity,
      row.lifecycle,
      row.tier,
      row.revenueMinor,
      row.grossMarginMinor,
      row.netProfitMinor,
      row.lifetimeValueMinor,
      row.strategicValueMinor,
      row.strategicTier,
      row.shareOfWalletPermille === null ? null : String(row.shareOfWalletPermille),
      row.owner,
      String(row.notValued),
      row.unvalued.map(({ currency, netMinor }) => `${currency} ${netMinor}`).join(' '),
    ]),
  ]);
}

function tableOf(rows: CustomerWorth[], currency: string, words: Words): string {
  const { t, money } = words;
  const amount = (minor: string | null): string => (minor === null ? '—' : money(minor, currency));
  return textTable(
    [
      { heading: t('cli_column_name'), align: 'left' },
      { heading: t('cli_column_activity'), align: 'left' },
      { heading: t('cli_column_lifecycle'), align: 'left' },
      { heading: t('cli_column_tier'), align: 'left' },
      { heading: t('cli_column_revenue'), align: 'right' },
      { heading: t('cli_column_margin'), align: 'right' },
      { heading: t('profit_netProfitMinor'), align: 'right' },
      { heading: t('strategic_tier'), align: 'left' },
      { heading: t('cli_column_owner'), align: 'left' },
    ],
    rows.map((row) => [
      row.name,
      t(`activity_${row.activity}`),
      t(`lifecycle_${row.lifecycle}`),
      row.notValued ? notValued(row.unvalued, words) : t(`tier_${row.tier}`),
      row.notValued ? moneyOfEach(row.unvalued, words) : amount(row.revenueMinor),
      amount(row.grossMarginMinor),
      amount(row.netProfitMinor),
      row.strategicTier === null ? '—' : t(`strategic_tier_${row.strategicTier}`),
      row.owner ?? '',
    ]),
  );
}
