/** clientele contracts: which contracts are up for renewal next, how likely each is renewed, and what that is worth. */
import { minorTexts } from '../../core/as-texts.ts';
import { type CompanyContracts, contractsAhead } from '../../questions/differentiate/contracts.ts';
import { ensureSettled } from '../../flow/settle.ts';
import type { DefineCommand } from '../command.ts';
import { exitCodes, type Io } from '../io.ts';
import { money } from '../money.ts';
import { runOf } from '../progress.ts';
import { say } from '../say.ts';
import { textTable } from '../table.ts';
import { wholeNumber } from '../whole-number.ts';

export const contracts: DefineCommand = (program, { io, withContext, finish }) => {
  program
    .command('contracts')
    .description('Show open contracts, the next to be renewed first, with the chance of it and what it is worth')
    .option('--limit <rows>', 'so many of them', '100')
    .option('--data <dir>', 'data folder')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample: clientele contracts --limit 20')
    .action(async (options: { limit: string; data?: string; json?: boolean }) => {
      finish(
        await withContext(options, (context) =>
          context.turn.take(async () => {
            const run = runOf(io);
            await ensureSettled(context, run);
            run.end();
            const found = await contractsAhead(context, 'system', {
              offset: 0,
              limit: wholeNumber('--limit', options.limit, 1, 1_000_000),
            });
            if (options.json) io.out(`${JSON.stringify(minorTexts(found ?? null))}\n`);
            else io.out(found === undefined ? `${say('cli_nothing_published', {}, io.language) ?? ''}\n` : words(found, io));
            return exitCodes.done;
          }),
        ),
      );
    });
};

function words(found: CompanyContracts, io: Io): string {
  const t = (key: string, inputs: Record<string, unknown> = {}): string => say(key, inputs, io.language) ?? key;
  if (found.report === null) return `${t('contracts_none')}\n`;
  const amount = (minor: number | string | null): string => (minor === null ? '—' : money(BigInt(minor), found.currency, io.language));
  const share = (chance: number | null): string =>
    chance === null ? '—' : new Intl.NumberFormat(io.language, { style: 'percent' }).format(chance);
  const { report } = found;
  const how = t(`contracts_by_${report.method}`, {
    decisions: report.decisions,
    losses: report.losses,
    share: report.decisions === 0 ? '—' : share(1 - report.losses / report.decisions),
  });
  const together = t('contracts_together', {
    open: report.open,
    customers: report.customers,
    value: amount(report.valueMinor),
    months: found.horizonMonths,
    asOf: found.asOf,
  });
  const table = textTable(
    [
      { heading: t('contracts_number'), align: 'left' },
      { heading: t('cli_column_name'), align: 'left' },
      { heading: t('contracts_renews'), align: 'left' },
      { heading: t('contracts_renewals'), align: 'right' },
      { heading: t('contracts_chance'), align: 'right' },
      { heading: t('contracts_amount'), align: 'right' },
      { heading: t('contracts_value'), align: 'right' },
    ],
    found.rows.map((row) => [
      row.contractNumber,
      row.customer,
      row.renewsOn ?? '',
      String(row.renewals),
      share(row.renewalChance),
      amount(row.amountMinor),
      amount(row.valueMinor),
    ]),
  );
  return `${together}\n${how}\n\n${table}`;
}
