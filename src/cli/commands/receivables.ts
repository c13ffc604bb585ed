/** clientele receivables: who owes how much, and since when; of one customer, the documents that are not paid for. */
import { asProgram } from '../../core/access/sight.ts';
import { asTexts } from '../../core/as-texts.ts';
import type { CompanyReceivables, CustomerReceivables } from '../../questions/differentiate/receivables.ts';
import { companyCommand } from '../command.ts';
import { CommandFailed, exitCodes } from '../io.ts';
import { oneCustomer } from '../one-customer.ts';
import type { Words } from '../words.ts';
import { textTable } from '../table.ts';
import { wholeNumber } from '../whole-number.ts';

interface Options {
  customer?: string;
  limit: string;
  data?: string;
  json?: boolean;
}

export const receivables = companyCommand<Options>({
  name: 'receivables',
  description: 'Show what customers owe, by the age of their shipments; payments settle the oldest',
  options: [
    ['--customer <name>', 'the unpaid documents of one customer'],
    ['--limit <rows>', 'so many rows', '100'],
    ['--data <dir>', 'data folder'],
    ['--json', 'print JSON'],
  ],
  examples: ['receivables --customer "Granite Wholesale"'],
  on: 'settled',
  work: ({ options, io, words, print }) => {
    const limit = wholeNumber('--limit', options.limit, 1, 1_000_000);
    return async (context) => {
      const { customerReceivables, receivablesOf } = await import('../../questions/differentiate/receivables.ts');
      if (options.customer === undefined) {
        const found = some(await receivablesOf(context, asProgram('command line')), words);
        print({
          json: () => asTexts({ ...found, customers: found.rows.length, rows: found.rows.slice(0, limit) }),
          words: () => companyWords(found, { words, limit }),
        });
        return exitCodes.done;
      }
      const customer = await oneCustomer(context, options.customer, io);
      if (customer === undefined) return exitCodes.undecided;
      const found = some(await customerReceivables(context, asProgram('command line'), { id: customer.id, limit }), words);
      print({ json: () => asTexts(found), words: () => customerWords(found, words) });
      return exitCodes.done;
    };
  },
});

function some<Found>(found: Found | undefined, words: Words): Found {
  if (found === undefined) throw new CommandFailed(exitCodes.refused, words.t('cli_nothing_published'));
  return found;
}

const ages = ['upTo30Minor', 'upTo60Minor', 'upTo90Minor', 'over90Minor'] as const;

function companyWords(
  { known, total, rows, currency, asOf }: CompanyReceivables,
  { words, limit }: { words: Words; limit: number },
): string {
  const { t, money } = words;
  if (!known) return `${t('receivables_unknown')}\n`;
  const amount = (minor: bigint): string => money(minor, currency);
  const line = (name: string, owed: typeof total, since: string): string[] => [
    name,
    amount(owed.owedMinor),
    ...ages.map((age) => amount(owed[age])),
    amount(owed.prepaidMinor),
    since,
  ];
  const table = textTable(
    [
      { heading: t('cli_column_name'), align: 'left' },
      { heading: t('receivables_owed'), align: 'right' },
      ...ages.map((age) => ({ heading: t(`receivables_${age}`), align: 'right' as const })),
      { heading: t('receivables_prepaid'), align: 'right' },
      { heading: t('receivables_since'), align: 'left' },
    ],
    [...rows.slice(0, limit).map((row) => line(row.name, row, row.since ?? '')), line(t('profit_total'), total, '')],
  );
  return `${t('receivables_at', { asOf })}\n\n${table}`;
}

function customerWords({ known, currency, asOf, unpaid, documents, ...owed }: CustomerReceivables, words: Words): string {
  const { t, money } = words;
  if (!known) return `${t('receivables_unknown')}\n`;
  const amount = (minor: bigint): string => money(minor, currency);
  const table = textTable(
    [
      { heading: t('documents_date'), align: 'left' },
      { heading: t('documents_document'), align: 'left' },
      { heading: t('receivables_amount'), align: 'right' },
      { heading: t('receivables_open'), align: 'right' },
      { heading: t('receivables_days'), align: 'right' },
    ],
    [
      ...unpaid.map((document) => [
        document.day,
        [document.type, document.number].filter(Boolean).join(' '),
        amount(document.amountMinor),
        amount(document.openMinor),
        String(document.days),
      ]),
      [t('profit_total'), '', '', amount(owed.owedMinor), ''],
    ],
  );
  const more = unpaid.length < documents ? `${t('opened_first', { shown: unpaid.length, all: documents })}\n` : '';
  const prepaid = owed.prepaidMinor > 0n ? `${t('receivables_paid_ahead', { money: amount(owed.prepaidMinor) })}\n` : '';
  return `${t('receivables_at', { asOf })}\n\n${table}${more}${prepaid}`;
}
