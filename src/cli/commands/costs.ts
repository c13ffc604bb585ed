/** clientele costs: whether pools, activities and customers add up to the books; the model of costs, shown and changed. */
import { asProgram } from '../../core/access/sight.ts';
import { resolve } from 'node:path';
import type { Reconciliation } from '../../questions/differentiate/reconcile-costs.ts';
import { command, companyCommand } from '../command.ts';
import { exitCodes } from '../io.ts';
import { costModelsIn } from '../json-files.ts';
import { asTexts } from '../../core/as-texts.ts';
import { monthsOf } from '../months.ts';
import { runOf } from '../progress.ts';
import type { Words } from '../words.ts';
import { textTable } from '../table.ts';

interface Options {
  data?: string;
  json?: boolean;
  period?: string;
}

const check = companyCommand<Options>({
  name: 'check',
  description: 'Reconcile: pools → activities → customers + unused capacity + not allocated = the books',
  options: [
    ['--period <months>', 'such as 2026-01..2026-10; the year up to the last complete month when not given'],
    ['--data <dir>', 'data folder'],
    ['--json', 'print JSON'],
  ],
  examples: ['costs check --period 2026-01..2026-10'],
  on: 'settled',
  work: ({ options, words, print }) => {
    const period = monthsOf(options.period);
    return async (context) => {
      const { reconcileCosts } = await import('../../questions/differentiate/reconcile-costs.ts');
      const found = await reconcileCosts(context, asProgram('command line'), period);
      const broken = (await context.metrics.ofCompany(asProgram('checks')).check()).filter(
        (each) => each.name.startsWith('cost_') && !each.ok,
      );
      print({
        json: () => (found === undefined ? null : asTexts({ ...found, ok: broken.length === 0 })),
        words: () =>
          found === undefined
            ? words.nothingPublished()
            : reconciliationTable(found, words) + broken.map((each) => `✗ ${each.name}: ${each.difference}\n`).join(''),
      });
      return broken.length === 0 ? exitCodes.done : exitCodes.unbalanced;
    };
  },
});

const model = companyCommand<Options & { reset?: boolean }>({
  name: 'model',
  description: 'Print the models of costs as JSON, or save those of a file and cost everything by them',
  arguments: [['[file]', 'JSON: the models to save, as this command prints them']],
  options: [
    ['--reset', 'forget what was saved: the starting model follows the facts again'],
    ['--data <dir>', 'data folder'],
  ],
  examples: ['costs model > model.json; clientele costs model model.json'],
  on: 'alone',
  work: async ({ options, given: [file], io }) => {
    const models = file === undefined ? null : await costModelsIn(resolve(io.cwd, file));
    return async (context) => {
      const { costModelsNow } = await import('../../flow/rules/cost-rules.ts');
      if (models !== null || options.reset === true) {
        const { changeRules } = await import('../../flow/change/change-rules.ts');
        const run = runOf(io);
        await changeRules(context, { change: { rules: 'costs', asked: models }, actor: asProgram('command line') }, run);
        run.end();
      }
      io.out(`${JSON.stringify((await costModelsNow(context)).models, null, 2)}\n`);
    };
  },
});

export const costs = command({
  name: 'costs',
  description: 'Check that costs add up to the books; show and change the model of costs',
  options: [['--data <dir>', 'data folder']],
  examples: ['costs check --period 2026-01..2026-10'],
  commands: [check, model],
});

function reconciliationTable({ pools, total, currency, period }: Reconciliation, words: Words): string {
  const { t, money } = words;
  const amount = (minor: bigint): string => money(minor, currency);
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
