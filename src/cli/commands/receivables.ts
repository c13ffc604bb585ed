/** clientele receivables: who owes how much, and since when; of one customer, the documents that are not paid for. */
import { asTexts } from '../../core/as-texts.ts';
import {
  type CompanyReceivables,
  type CustomerReceivables,
  customerReceivables,
  receivablesOf,
} from '../../questions/differentiate/receivables.ts';
import { ensureSettled } from '../../flow/settle.ts';
import type { DefineCommand } from '../command.ts';
import { CommandFailed, exitCodes, type Io } from '../io.ts';
import { money } from '../money.ts';
import { oneCustomer } from '../one-customer.ts';
import { runOf } from '../progress.ts';
import { say } from '../say.ts';
import { textTable } from '../table.ts';
import { wholeNumber } from '../whole-number.ts';

interface Options {
  customer?: string;
  limit: string;
  data?: string;
  json?: boolean;
}

export const receivables: DefineCommand = (program, { io, withContext, finish }) => {
  program
    .command('receivables')
    .description('Show what customers owe, by the age of their shipments; payments settle the oldest')
    .option('--customer <name>', 'the unpaid documents of one customer')
    .option('--limit <rows>', 'so many rows', '100')
    .option('--data <dir>', 'data folder')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample: clientele receivables --customer "Granite Wholesale"')
    .action(async (options: Options) => {
      const limit = wholeNumber('--limit', options.limit, 1, 1_000_000);
      finish(
        await withContext(options, (context) =>
          context.turn.take(async () => {
            const run = runOf(io);
            await ensureSettled(context, run);
            run.end();
            if (options.customer === undefined) {
              const found = some(await receivablesOf(context, 'system'), io);
              io.out(
                options.json
                  ? `${JSON.stringify(asTexts({ ...found, customers: found.rows.length, rows: found.rows.slice(0, limit) }))}\n`
                  : companyWords(found, { io, limit }),
              );
              return exitCodes.done;
            }
            const customer = await oneCustomer(context, options.customer, io);
            if (customer === undefined) return exitCodes.undecided;
            const found = some(await customerReceivables(context, 'system', { id: customer.id, limit }), io);
            io.out(options.json ? `${JSON.stringify(asTexts(found))}\n` : customerWords(found, io));
            return exitCodes.done;
          }),
        ),
      );
    });
};

function some<Found>(found: Found | undefined, io: Io): Found {
  if (found === undefined) throw new CommandFailed(exitCodes.refused, say('cli_nothing_published', {}, io.language) ?? '');
  return found;
}

const ages = ['upTo30Minor', 'upTo60Minor', 'upTo90Minor', 'over90Minor'] as const;

function companyWords({ known, total, rows, currency, asOf }: CompanyReceivables, { io, limit }: { io: Io; limit: number }): string {
  const t = (key: string, inputs: Record<string, unknown> = {}): string => say(key, inputs, io.language) ?? key;
  if (!known) return `${t('receivables_unknown')}\n`;
  const amount = (minor: bigint): string => money(minor, currency, io.language);
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

function customerWords({ known, currency, asOf, unpaid, documents, ...owed }: CustomerReceivables, io: Io): string {
  const t = (key: string, inputs: Record<string, unknown> = {}): string => say(key, inputs, io.language) ?? key;
  if (!known) return `${t('receivables_unknown')}\n`;
  const amount = (minor: bigint): string => money(minor, currency, io.language);
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
