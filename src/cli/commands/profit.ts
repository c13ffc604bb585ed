/** clientele profit: what customers really earn, after everything that was done for them. */
import { Option } from 'commander';
import { type Profit, profitBy, type ProfitBy, profitOf, type ProfitRow } from '../../questions/differentiate/profit.ts';
import { ensureSettled } from '../../flow/settle.ts';
import { type OpenLine, openLines, type Statement } from '../../core/differentiate/costing/statement.ts';
import type { DefineCommand } from '../command.ts';
import { CommandFailed, exitCodes, type Io } from '../io.ts';
import { asTexts } from '../../core/as-texts.ts';
import { money } from '../money.ts';
import { monthsOf } from '../months.ts';
import { runOf } from '../progress.ts';
import { say } from '../say.ts';
import { textTable } from '../table.ts';
import { wholeNumber } from '../whole-number.ts';
import { showCustomerProfit } from './customer-profit.ts';

interface Options {
  data?: string;
  by: ProfitBy;
  period?: string;
  customer?: string;
  line?: OpenLine;
  name?: string;
  limit: string;
  json?: boolean;
}

export const profit: DefineCommand = (program, { io, withContext, finish }) => {
  program
    .command('profit')
    .description('Show net profit, from list value down to what is left, for customers or what groups them')
    .addOption(new Option('--by <what>', 'what the rows are').choices([...profitBy]).default('customer'))
    .option('--period <months>', 'such as 2026-01..2026-10; the year up to the last complete month when not given')
    .option('--customer <customer>', 'the statement of one: name, part of a name, code or number')
    .addOption(
      new Option('--line <line>', 'of one customer: the documents, events, costs or months that a line is made of').choices([...openLines]),
    )
    .option('--name <name>', 'of one line: the activity, or the direct cost, of this name')
    .option('--limit <parts>', 'so many of the line, the latest first', '50')
    .option('--data <dir>', 'data folder')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExample: clientele profit --by manager --period 2026-01..2026-10\nExample: clientele profit --customer "Ромашка ООО" --line activity',
    )
    .action(async (options: Options) => {
      const period = monthsOf(options.period);
      const { customer } = options;
      const limit = wholeNumber('--limit', options.limit, 1, 1_000_000);
      if (customer === undefined && (options.line ?? options.name) !== undefined)
        throw new CommandFailed(exitCodes.usage, '--line and --name need --customer');
      finish(
        await withContext(options, (context) =>
          context.turn.take(async () => {
            const run = runOf(io);
            await ensureSettled(context, run);
            if (customer !== undefined) {
              run.end();
              return showCustomerProfit(context, { ...options, customer, limit, period }, io);
            }
            const found = await profitOf(context, 'system', { by: options.by, period });
            run.end();
            if (options.json) io.out(`${JSON.stringify(asTexts(found ?? null))}\n`);
            else if (found === undefined) io.out(`${say('cli_nothing_published', {}, io.language) ?? ''}\n`);
            else io.out(profitTable(found, io));
            return exitCodes.done;
          }),
        ),
      );
    });
};

const columns = [
  'listMinor',
  'discountMinor',
  'returnsMinor',
  'revenueMinor',
  'grossMarginMinor',
  'directMinor',
  'activitiesMinor',
  'creditMinor',
  'netProfitMinor',
] as const satisfies readonly (keyof Statement)[];

function profitTable(found: Profit, io: Io): string {
  const t = (key: string): string => say(key, {}, io.language) ?? key;
  const amounts = (statement: Statement): string[] =>
    columns.map((column) => (statement[column] === null ? '—' : money(statement[column], found.currency, io.language)));
  const word = (row: ProfitRow): string =>
    found.by === 'company'
      ? t('profit_company')
      : row.name === ''
        ? '—'
        : ['tier', 'activity', 'lifecycle'].includes(found.by)
          ? t(`${found.by}_${row.name}`)
          : row.name;
  const table = textTable(
    [
      { heading: found.by === 'company' ? '' : t(`profit_by_${found.by}`), align: 'left' },
      ...columns.map((column) => ({ heading: t(`profit_${column}`), align: 'right' as const })),
    ],
    [...found.rows.map((row) => [word(row), ...amounts(row)]), [t('profit_total'), ...amounts(found.total)]],
  );
  const missing = found.missing.map((fact) => `· ${t(`profit_missing_${fact}`)}\n`).join('');
  const above =
    found.aboveListMinor === 0n
      ? ''
      : `\n${say('profit_above_list', { amount: money(found.aboveListMinor, found.currency, io.language) }, io.language) ?? ''}\n`;
  const winning = found.winning === null ? '' : `\n${winningWords(found.winning, found.currency, io)}\n`;
  return `${found.period.from}..${found.period.to}\n\n${table}${missing === '' ? '' : `\n${missing}`}${above}${winning}`;
}

function winningWords({ won, perWonMinor, kept, perKeptMinor }: NonNullable<Profit['winning']>, currency: string, io: Io): string {
  const amount = (minor: bigint | null): string => (minor === null ? '—' : money(minor, currency, io.language));
  return say('profit_winning', { won, perWon: amount(perWonMinor), kept, perKept: amount(perKeptMinor) }, io.language) ?? '';
}
