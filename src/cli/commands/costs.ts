/** clientele costs: whether pools, activities and customers add up to the books; the model of costs, shown and changed. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { changeRules } from '../../flow/change/change-rules.ts';
import { costModelsNow } from '../../flow/rules/cost-rules.ts';
import { reconcileCosts, type Reconciliation } from '../../questions/differentiate/reconcile-costs.ts';
import { ensureSettled } from '../../flow/settle.ts';
import { costModels } from '../../server/schemas/costs.ts';
import type { CommandParts, DefineCommand } from '../command.ts';
import { CommandFailed, exitCodes, type Io } from '../io.ts';
import { asTexts } from '../../core/as-texts.ts';
import { money } from '../money.ts';
import { monthsOf } from '../months.ts';
import { runOf } from '../progress.ts';
import { say } from '../say.ts';
import { textTable } from '../table.ts';

interface Options {
  data?: string;
  json?: boolean;
  period?: string;
}

export const costs: DefineCommand = (program, parts) => {
  const command = program
    .command('costs')
    .description('Check that costs add up to the books; show and change the model of costs')
    .option('--data <dir>', 'data folder')
    .addHelpText('after', '\nExample: clientele costs check --period 2026-01..2026-10');
  defineCheck(command, parts);
  defineModel(command, parts);
};

function defineCheck(command: Command, { io, withContext, finish }: CommandParts): void {
  command
    .command('check')
    .description('Reconcile: pools → activities → customers + unused capacity + not allocated = the books')
    .option('--period <months>', 'such as 2026-01..2026-10; the year up to the last complete month when not given')
    .option('--data <dir>', 'data folder')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample: clientele costs check --period 2026-01..2026-10')
    .action(async (_options: Options, self: Command) => {
      const options = self.optsWithGlobals<Options>();
      const period = monthsOf(options.period);
      finish(
        await withContext(options, (context) =>
          context.turn.take(async () => {
            const run = runOf(io);
            await ensureSettled(context, run);
            const found = await reconcileCosts(context, 'system', period);
            const broken = (await context.metrics.check()).filter((check) => check.name.startsWith('cost_') && !check.ok);
            run.end();
            if (options.json) io.out(`${JSON.stringify(found === undefined ? null : asTexts({ ...found, ok: broken.length === 0 }))}\n`);
            else if (found === undefined) io.out(`${say('cli_nothing_published', {}, io.language) ?? ''}\n`);
            else io.out(reconciliationTable(found, io) + broken.map((check) => `✗ ${check.name}: ${check.difference}\n`).join(''));
            return broken.length === 0 ? exitCodes.done : exitCodes.unbalanced;
          }),
        ),
      );
    });
}

function defineModel(command: Command, { io, withContext, finish }: CommandParts): void {
  command
    .command('model')
    .argument('[file]', 'JSON: the models to save, as this command prints them')
    .option('--reset', 'forget what was saved: the starting model follows the facts again')
    .option('--data <dir>', 'data folder')
    .description('Print the models of costs as JSON, or save those of a file and cost everything by them')
    .addHelpText('after', '\nExample: clientele costs model > model.json; clientele costs model model.json')
    .action(async (file: string | undefined, _options: Options, self: Command) => {
      const options = self.optsWithGlobals<Options & { reset?: boolean }>();
      const given = file === undefined ? undefined : readModels(resolve(io.cwd, file));
      finish(
        await withContext(options, (context) =>
          context.turn.take(async () => {
            if (given !== undefined || options.reset === true) {
              const run = runOf(io);
              await changeRules(context, { change: { rules: 'costs', asked: given ?? null }, actor: 'cli' }, run);
              run.end();
            }
            io.out(`${JSON.stringify((await costModelsNow(context)).models, null, 2)}\n`);
            return exitCodes.done;
          }),
        ),
      );
    });
}

function readModels(path: string) {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new CommandFailed(exitCodes.usage, `${path} cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const read = costModels.safeParse(json);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new CommandFailed(exitCodes.usage, `${path}: ${issue!.path.join('.')} ${issue!.message}`);
}

function reconciliationTable({ pools, total, currency, period }: Reconciliation, io: Io): string {
  const t = (key: string): string => say(key, {}, io.language) ?? key;
  const amount = (minor: bigint): string => money(minor, currency, io.language);
  const parts = ['customersMinor', 'unusedMinor', 'notAllocatedMinor', 'costMinor'] as const;
  const rows = pools.flatMap((pool) => [
    [
      pool.pool + (pool.overCapacity.length > 0 ? ` (${t('costs_over_capacity')}: ${pool.overCapacity.join(', ')})` : ''),
      ...parts.map((part) => amount(pool[part])),
    ],
    ...pool.activities.map((activity) => [`  ${activity.activity}: ${activity.equation}`, amount(activity.costMinor), '', '', '']),
  ]);
  return `${period.from}..${period.to}\n\n${textTable(
    [{ heading: t('costs_pool'), align: 'left' }, ...parts.map((part) => ({ heading: t(`costs_${part}`), align: 'right' as const }))],
    [...rows, [t('profit_total'), ...parts.map((part) => amount(total[part]))]],
  )}`;
}
