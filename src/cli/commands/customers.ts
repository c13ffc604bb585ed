/** clientele customers: what every customer is worth, as a table, CSV or JSON. */
import { csv } from '../../core/csv.ts';
import { strategicTiers } from '../../core/differentiate/strategic-value/strategic-tiers.ts';
import { type CustomerWorth, customersWorth } from '../../questions/differentiate/customers-worth.ts';
import { ensureSettled } from '../../flow/settle.ts';
import type { DefineCommand } from '../command.ts';
import { CommandFailed, exitCodes, type Io } from '../io.ts';
import { money, moneyOfEach } from '../money.ts';
import { notValuedWords } from '../not-valued.ts';
import { runOf } from '../progress.ts';
import { say } from '../say.ts';
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

export const customers: DefineCommand = (program, { io, withContext, finish }) => {
  program
    .command('customers')
    .description('List customers with their classes; amounts are over the tier window')
    .option('--data <dir>', 'data folder')
    .option('--as-of <date>', 'yyyy-mm-dd; what is published when not given')
    .option('--activity <class>', 'stabilised, unstabilised, lost or prospect')
    .option('--lifecycle <class>', 'new, returned, in_development, established or none')
    .option('--tier <class>', 'vip, good, regular or none')
    .option('--strategic-tier <class>', 'most_valuable, most_growable, migrator or below_zero')
    .option('--owner <name>', 'the manager responsible')
    .option('--not-valued', 'only those whose currencies have no rate')
    .option('--search <text>', 'part of the name or code')
    .option('--format <format>', 'table, csv or json', 'table')
    .option('--json', 'the same as --format json')
    .addHelpText('after', '\nExample: clientele customers --tier vip --format csv')
    .action(async (options: Options) => {
      if (options.asOf !== undefined) requireDate(options.asOf);
      const format = options.json ? 'json' : options.format;
      if (!['table', 'csv', 'json'].includes(format))
        throw new CommandFailed(exitCodes.usage, `--format is table, csv or json, not "${format}"`);
      requireClass('--activity', options.activity, ['stabilised', 'unstabilised', 'lost', 'prospect']);
      requireClass('--lifecycle', options.lifecycle, ['new', 'returned', 'in_development', 'established', 'none']);
      requireClass('--tier', options.tier, ['vip', 'good', 'regular', 'none']);
      requireClass('--strategic-tier', options.strategicTier, [...strategicTiers]);
      finish(
        await withContext(options, (context) =>
          context.turn.take(async () => {
            const run = runOf(io);
            await ensureSettled(context, run);
            const worth = await customersWorth(context, options.asOf);
            run.end();
            await sayUnnamedCurrency(context, io);
            const rows = worth.customers.filter((customer) => matches(customer, options));
            if (format === 'json') io.out(`${JSON.stringify(rows)}\n`);
            else if (format === 'csv') io.out(csvOf(rows));
            else io.out(tableOf(rows, worth.currency, io));
            return exitCodes.done;
          }),
        ),
      );
    });
};

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

function tableOf(rows: CustomerWorth[], currency: string, io: Io): string {
  const t = (key: string): string => say(key, {}, io.language) ?? key;
  const amount = (minor: string | null): string => (minor === null ? '—' : money(minor, currency, io.language));
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
      row.notValued ? notValuedWords(row.unvalued, io.language) : t(`tier_${row.tier}`),
      row.notValued ? moneyOfEach(row.unvalued, io.language) : amount(row.revenueMinor),
      amount(row.grossMarginMinor),
      amount(row.netProfitMinor),
      row.strategicTier === null ? '—' : t(`strategic_tier_${row.strategicTier}`),
      row.owner ?? '',
    ]),
  );
}
