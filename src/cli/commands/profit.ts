/** clientele profit: what customers really earn, after everything that was done for them. */
import { asProgram } from '../../core/access/sight.ts';
import { Option } from 'commander';
import { profitBy, type ProfitBy } from '../../core/differentiate/costing/profit-by.ts';
import type { Profit, ProfitRow } from '../../questions/differentiate/profit.ts';
import { type OpenLine, openLines, type Statement } from '../../core/differentiate/costing/statement.ts';
import { companyCommand } from '../command.ts';
import { CommandFailed, exitCodes } from '../io.ts';
import { asTexts } from '../../core/as-texts.ts';
import { monthsOf } from '../months.ts';
import type { Words } from '../words.ts';
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

export const profit = companyCommand<Options>({
  name: 'profit',
  description: 'Show net profit, from list value down to what is left, for customers or what groups them',
  options: [
    new Option('--by <what>', 'what the rows are').choices([...profitBy]).default('customer'),
    ['--period <months>', 'such as 2026-01..2026-10; the year up to the last complete month when not given'],
    ['--customer <customer>', 'the statement of one: name, part of a name, code or number'],
    new Option('--line <line>', 'of one customer: the documents, events, costs or months that a line is made of').choices([...openLines]),
    ['--name <name>', 'of one line: the activity, or the direct cost, of this name'],
    ['--limit <parts>', 'so many of the line, the latest first', '50'],
    ['--data <dir>', 'data folder'],
    ['--json', 'print JSON'],
  ],
  examples: ['profit --by manager --period 2026-01..2026-10', 'profit --customer "Ромашка ООО" --line activity'],
  on: 'settled',
  work: (asked) => {
    const { options, words, print } = asked;
    const { customer } = options;
    const period = monthsOf(options.period);
    const limit = wholeNumber('--limit', options.limit, 1, 1_000_000);
    if (customer === undefined && (options.line ?? options.name) !== undefined)
      throw new CommandFailed(exitCodes.usage, '--line and --name need --customer');
    return async (context) => {
      if (customer !== undefined) return showCustomerProfit(context, { ...options, customer, limit, period }, asked);
      const { profitOf } = await import('../../questions/differentiate/profit.ts');
      const found = await profitOf(context, asProgram('command line'), { by: options.by, period });
      print({
        json: () => asTexts(found ?? null),
        words: () => (found === undefined ? words.nothingPublished() : profitTable(found, words)),
      });
      return exitCodes.done;
    };
  },
});

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

function profitTable(found: Profit, words: Words): string {
  const { t, money } = words;
  const amounts = (statement: Statement): string[] =>
    columns.map((column) => (statement[column] === null ? '—' : money(statement[column], found.currency)));
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
    found.aboveListMinor === 0n ? '' : `\n${words.t('profit_above_list', { amount: money(found.aboveListMinor, found.currency) })}\n`;
  const winning = found.winning === null ? '' : `\n${winningWords(found.winning, found.currency, words)}\n`;
  return `${found.period.from}..${found.period.to}\n\n${table}${missing === '' ? '' : `\n${missing}`}${above}${winning}`;
}

function winningWords({ won, perWonMinor, kept, perKeptMinor }: NonNullable<Profit['winning']>, currency: string, words: Words): string {
  const amount = (minor: bigint | null): string => words.money(minor, currency);
  return words.t('profit_winning', { won, perWon: amount(perWonMinor), kept, perKept: amount(perKeptMinor) });
}
