/** clientele contracts: which contracts are up for renewal next, how likely each is renewed, and what that is worth. */
import { asProgram } from '../../core/access/sight.ts';
import { minorTexts } from '../../core/as-texts.ts';
import type { CompanyContracts } from '../../questions/differentiate/contracts.ts';
import { companyCommand } from '../command.ts';
import type { Words } from '../words.ts';
import { textTable } from '../table.ts';
import { wholeNumber } from '../whole-number.ts';

export const contracts = companyCommand<{ limit: string; data?: string; json?: boolean }>({
  name: 'contracts',
  description: 'Show open contracts, the next to be renewed first, with the chance of it and what it is worth',
  options: [
    ['--limit <rows>', 'so many of them', '100'],
    ['--data <dir>', 'data folder'],
    ['--json', 'print JSON'],
  ],
  examples: ['contracts --limit 20'],
  on: 'settled',
  work: ({ options, words, print }) => {
    const limit = wholeNumber('--limit', options.limit, 1, 1_000_000);
    return async (context) => {
      const { contractsAhead } = await import('../../questions/differentiate/contracts.ts');
      const found = await contractsAhead(context, asProgram('command line'), { offset: 0, limit });
      print({
        json: () => minorTexts(found ?? null),
        words: () => (found === undefined ? words.nothingPublished() : textOf(found, words)),
      });
    };
  },
});

function textOf(found: CompanyContracts, words: Words): string {
  const { t, money } = words;
  if (found.report === null) return `${t('contracts_none')}\n`;
  const amount = (minor: number | string | null): string => (minor === null ? '—' : money(BigInt(minor), found.currency));
  const share = (chance: number | null): string =>
    chance === null ? '—' : new Intl.NumberFormat(words.language, { style: 'percent' }).format(chance);
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
