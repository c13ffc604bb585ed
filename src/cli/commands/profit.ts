/** clientele profit: what customers really earn, after everything that was done for them. */
import { Option } from 'commander';
import { type Profit, profitBy, type ProfitBy, profitOf, type ProfitRow } from '../../flow/profit.ts';
import { ensureSettled } from '../../flow/settle.ts';
import type { Statement } from '../../core/differentiate/costing/statement.ts';
import type { DefineCommand } from '../command.ts';
import { exitCodes, type Io } from '../io.ts';
import { asTexts } from '../../core/as-texts.ts';
import { money } from '../money.ts';
import { monthsOf } from '../months.ts';
import { runOf } from '../progress.ts';
import { say } from '../say.ts';
import { textTable } from '../table.ts';

interface Options {
  data?: string;
  by: ProfitBy;
  period?: string;
  json?: boolean;
}

export const profit: DefineCommand = (program, { io, withContext, finish }) => {
  program
    .command('profit')
    .description('Show net profit, from list value down to what is left, for customers or what groups them')
    .addOption(new Option('--by <what>', 'what the rows are').choices([...profitBy]).default('customer'))
    .option('--period <months>', 'such as 2026-01..2026-10; the year up to the last complete month when not given')
    .option('--data <dir>', 'data folder')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample: clientele profit --by manager --period 2026-01..2026-10')
    .action(async (options: Options) => {
      const period = monthsOf(options.period);
      finish(
        await withContext(options, (context) =>
          context.turn.take(async () => {
            const run = runOf(io);
            await ensureSettled(context, run);
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

const columns = ['listMinor', 'discountMinor', 'returnsMinor', 'revenueMinor', 'grossMarginMinor', 'directMinor', 'activitiesMinor', 'creditMinor', 'netProfitMinor'] as const satisfies readonly (keyof Statement)[];

function profitTable(found: Profit, io: Io): string {
  const t = (key: string): string => say(key, {}, io.language) ?? key;
  const amounts = (statement: Statement): string[] => columns.map((column) => (statement[column] === null ? '—' : money(statement[column], found.currency, io.language)));
  const word = (row: ProfitRow): string => (found.by === 'company' ? t('profit_company') : row.name === '' ? '—' : ['tier', 'activity', 'lifecycle'].includes(found.by) ? t(`${found.by}_${row.name}`) : row.name);
  const table = textTable(
    [{ heading: t('cli_column_name'), align: 'left' }, ...columns.map((column) => ({ heading: t(`profit_${column}`), align: 'right' as const }))],
    [...found.rows.map((row) => [word(row), ...amounts(row)]), [t('profit_total'), ...amounts(found.total)]],
  );
  const missing = found.missing.map((fact) => `· ${t(`profit_missing_${fact}`)}\n`).join('');
  const winning = found.winning === null ? '' : `\n${winningWords(found.winning, found.currency, io)}\n`;
  return `${found.period.from}..${found.period.to}\n\n${table}${missing === '' ? '' : `\n${missing}`}${winning}`;
}

function winningWords({ won, perWonMinor, kept, perKeptMinor }: NonNullable<Profit['winning']>, currency: string, io: Io): string {
  const amount = (minor: bigint | null): string => (minor === null ? '—' : money(minor, currency, io.language));
  return say('profit_winning', { won, perWon: amount(perWonMinor), kept, perKept: amount(perKeptMinor) }, io.language) ?? '';
}
