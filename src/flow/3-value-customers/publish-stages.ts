/**
 * Step 3: core decides what every customer is, and it is published stage by stage: classes and money first, then profit, forecast, potential
 * and reasons. Each stage that is behind is calculated and switched in one transaction; one that is not is left alone. Stopped or killed
 * between two stages, the next start goes on with the first that is behind.
 */
import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../../context/context.ts';
import { unknownUnlessValued } from '../../core/differentiate/not-valued.ts';
import { noTier } from '../../core/differentiate/classes/tiers.ts';
import type { LifetimeReport } from '../../core/differentiate/lifetime-value/value-lifetimes.ts';
import type { LifetimesGiven } from '../../core/differentiate/strategic-value/value-strategically.ts';
import type { Field } from '../../records/copy.ts';
import { knownOfCustomers } from '../../records/potentials/reader.ts';
import { currentRun } from '../../records/runs/reader.ts';
import { columnsOf, noteRules, publishedStages, publishStage, type Stage, stages } from '../../records/runs/stages.ts';
import { publishContracts, publishRun, type ScorecardOfClasses, type UnvaluedInWindow } from '../../records/runs/writer.ts';
import { costCustomers } from '../2-rebuild-metrics/rebuild-metrics.ts';
import { basesOf, basisOfCosts, type RulesNow } from '../bases.ts';
import type { Calls } from '../decide/calls.ts';
import type { Run } from '../run.ts';
import { type Company, measureCompany, unvaluedOf } from './value-customers.ts';

export interface Published {
  /** Null where there is nothing to value yet. */
  runId: string | null;
  asOf: string | null;
  customers: number;
}

/** The facts are measured. */
export async function publishStages(
  context: Context,
  { asOf, actor, rules }: { asOf: string; actor: string; rules: RulesNow },
  run: Run,
): Promise<Published> {
  const unvalued = (await context.metrics.unvalued()).length > 0;
  const wanted = basesOf(rules, { asOf, unvalued });
  const { current, published } = await context.records.as('system', async (tx) => ({
    current: await currentRun(tx),
    published: await publishedStages(tx),
  }));
  const behind = (stage: Stage): boolean => published.get(stage)?.basis !== wanted[stage];
  let runId = current?.id ?? '';
  if (stages.some(behind)) {
    run.signal.throwIfAborted();
    run.report({ step: 'valuing', done: 0, total: null, perSecond: null });
    mkdirSync(join(context.config.dataDir, 'runs'), { recursive: true });
    const costsFirst = await costsComeFirst(context, rules);
    if (costsFirst) await costCustomers(context, rules, run);
    if (behind('classes')) {
      using company = await measureCompany(context, { asOf, settings: rules.settings, costs: costsFirst }, run.signal);
      const kept = (['forecast', 'potential'] as const).filter((stage) => !behind(stage));
      runId = await publishClasses({ context, company, rules, wanted, run }, { actor, kept, withProfit: costsFirst });
      if (costsFirst) {
        await publishLater({ context, company, rules, wanted, run }, { runId, behind: (stage) => stage !== 'profit' && behind(stage) });
        return { runId, asOf, customers: company.measured.customerIds.length };
      }
    }
    await costCustomers(context, rules, run);
    using company = await measureCompany(context, { asOf, settings: rules.settings, costs: true }, run.signal);
    await publishLater({ context, company, rules, wanted, run }, { runId, behind });
  }
  await context.records.as('system', (tx) => noteRules(tx, runId, rules.version));
  return { runId, asOf, customers: Number((await context.records.as('system', currentRun))?.customers ?? 0) };
}

/** Where nothing has to be costed, or the tiers themselves go by what is left after costs. */
async function costsComeFirst(context: Context, rules: RulesNow): Promise<boolean> {
  const { criterion } = rules.settings.tiers;
  if (criterion === 'net_profit' || criterion === 'lifetime_value') return true;
  return !(await context.metrics.anyCosts()) || (await context.metrics.agreesWith('costs')) === basisOfCosts(rules);
}

interface Valuing {
  context: Context;
  company: Company;
  rules: RulesNow;
  wanted: Record<Stage, string>;
  run: Run;
}

/** Returns the id of the new run. Without the profit nothing is said of it yet. */
async function publishClasses(
  { context, company, rules, wanted, run }: Valuing,
  { actor, kept, withProfit }: { actor: string; kept: Stage[]; withProfit: boolean },
): Promise<string> {
  const { asOf } = company;
  const classes = await company.classes();
  const file = await unfinishedHistory(context, company);
  run.signal.throwIfAborted();
  run.report({ step: 'publishing', done: 0, total: classes.customersCount, perSecond: null });
  return publishRun(context.records, {
    asOf,
    // The month that windows end with; before the first complete month there is none, and the as-of date stands for it.
    referenceMonth: classes.referencePeriod?.last ?? asOf,
    rulesVersion: rules.version,
    journalPosition: rules.position,
    programVersion: rules.program,
    actor,
    customers: classes.customersCount,
    historyFile: (id) => inPlace(context, file, `${id}-history`),
    published: (withProfit ? (['classes', 'profit'] as const) : (['classes'] as const)).map((stage) => ({ stage, basis: wanted[stage] })),
    kept,
    scorecards: scorecardsOf(company, await unvaluedOf(context, company)),
    signal: run.signal,
  });
}

async function publishLater(valuing: Valuing, { runId, behind }: { runId: string; behind: (stage: Stage) => boolean }): Promise<void> {
  const { context, company, rules, wanted, run } = valuing;
  const { decider } = company;
  const publish = async (
    stage: Exclude<Stage, 'classes'>,
    more: Partial<Pick<Parameters<typeof publishStage>[1], 'file' | 'figuresFile' | 'rows' | 'also'>>,
  ): Promise<void> => {
    run.signal.throwIfAborted();
    await publishStage(context.records, {
      stage,
      runId,
      basis: wanted[stage],
      rulesVersion: rules.version,
      file: null,
      rows: null,
      signal: run.signal,
      ...more,
    });
  };
  const fileOf = (stage: Stage, what: string): string => `${runId}-${what}-${wanted[stage].slice(0, 12)}`;
  const reasonsFile = async (stage: Stage, call: 'reasons' | 'forecastReasons' | 'potentialReasons'): Promise<string> => {
    const file = unfinished(context, stage);
    await context.metrics.writeReasons({ file, customerIds: company.measured.customerIds, reasons: decider.pages(call) });
    return inPlace(context, file, fileOf(stage, stage));
  };
  const rows = (stage: 'profit' | 'forecast' | 'potential', call: ScorecardCall): Promise<AsyncIterable<Field[][]>> =>
    rowsOf(context, company, { columns: columnsOf[stage], call });
  const begin = (step: string): void => {
    run.signal.throwIfAborted();
    run.report({ step, done: 0, total: null, perSecond: null });
  };

  if (behind('profit')) {
    begin('valuing');
    // Work for a customer that bought nothing yet is a fact of its own: its history begins with it, which only the costs tell.
    const history = await unfinishedHistory(context, company);
    await publish('profit', {
      rows: await rows('profit', 'scorecards'),
      also: async (tx) => {
        const file = inPlace(context, history, fileOf('profit', 'history'));
        await tx.updateTable('valuation_run').set({ history_file: file }).where('id', '=', runId).execute();
      },
    });
  }
  if (behind('forecast')) {
    begin('forecasting');
    const forecast = await decider.ask('forecast', rules.settings.lifetime);
    const figures = unfinished(context, 'figures');
    await context.metrics.writeForecast({ file: figures, customerIds: company.measured.customerIds, forecast });
    const contracts = forecast.contracts.map((contract) => ({
      customerId: String(company.measured.customerIds[contract.customer]),
      contract,
    }));
    await publish('forecast', {
      file: await reasonsFile('forecast', 'forecastReasons'),
      figuresFile: inPlace(context, figures, fileOf('forecast', 'figures')),
      rows: await rows('forecast', 'forecastScorecards'),
      also: async (tx, client) => {
        await publishContracts(tx, client, contracts);
        await tx
          .updateTable('valuation_run')
          .set({ summary: JSON.stringify({ lifetime: forecast.report }) })
          .where('id', '=', runId)
          .execute();
      },
    });
  }
  if (behind('potential')) {
    begin('rating');
    const { saidUntil: _, ...known } = await context.records.as('system', (tx) => knownOfCustomers(tx, company.measured.customerIds));
    await decider.ask('potential', { forecast: await publishedForecast(context, company), known, settings: rules.settings.strategic });
    await publish('potential', {
      file: await reasonsFile('potential', 'potentialReasons'),
      rows: await rows('potential', 'potentialScorecards'),
    });
  }
  if (behind('reasons')) {
    begin('explaining');
    await company.classes();
    await publish('reasons', { file: await reasonsFile('reasons', 'reasons') });
  }
}

/** As it was published with the run: the potential is measured against nothing else. */
async function publishedForecast(context: Context, { measured }: Company): Promise<LifetimesGiven> {
  const { file, report } = await context.records.as('system', async (tx) => ({
    file: (await publishedStages(tx)).get('forecast')!.figuresFile!,
    report: (await currentRun(tx))!.summary['lifetime'] as LifetimeReport,
  }));
  return {
    ...(await context.metrics.readForecast({ file: join(context.config.dataDir, file), customerIds: measured.customerIds })),
    report,
  };
}

async function* scorecardsOf(company: Company, unvalued: Map<string, UnvaluedInWindow[]>): AsyncGenerator<ScorecardOfClasses[]> {
  const { tier } = await company.classes();
  for await (const page of company.decider.pages('scorecards'))
    yield page.map((scorecard) => {
      const customerId = String(company.measured.customerIds[scorecard.customer]);
      const without = unvalued.get(customerId) ?? null;
      const known = without === null || tier[scorecard.customer] !== noTier;
      return { customerId, unvalued: without, scorecard: known ? scorecard : { ...scorecard, ...unknownUnlessValued } };
    });
}

type ScorecardCall = 'scorecards' | 'forecastScorecards' | 'potentialScorecards';

/** Of a stage, by customer; empty where nothing of the customer could be valued. */
async function rowsOf(
  context: Context,
  company: Company,
  { columns, call }: { columns: readonly string[]; call: ScorecardCall },
): Promise<AsyncIterable<Field[][]>> {
  const unvalued = await unvaluedOf(context, company);
  const tier = unvalued.size === 0 ? null : (await company.classes()).tier;
  const pages = company.decider.pages(call) as AsyncIterable<ReturnType<Calls[ScorecardCall]>>;
  return (async function* () {
    let i = 0;
    for await (const page of pages)
      yield page.map((scorecard) => {
        const at = i++;
        const customerId = String(company.measured.customerIds[at]);
        const known = tier === null || tier[at] !== noTier || !unvalued.has(customerId);
        const row = { ...scorecard, ...(known ? {} : unknownUnlessValued) } as unknown as Record<string, Field>;
        return [customerId, ...columns.map((column) => row[column]!)];
      });
  })();
}

async function unfinishedHistory(context: Context, company: Company): Promise<string> {
  const { measures, customerIds } = company.measured;
  const file = unfinished(context, 'history');
  await context.metrics.writeHistory({ file, valuation: await company.classes(), measures, customerIds });
  return file;
}

/** Under a temporary name: what is not registered is swept away at the next start. */
function unfinished({ config }: Context, part: string): string {
  return join(config.dataDir, 'runs', `.${part}-${process.pid}.parquet`);
}

/** Returns its name for the records, which are switched to it next. */
function inPlace({ config }: Context, file: string, name: string): string {
  const relative = `runs/${name}.parquet`;
  renameSync(file, join(config.dataDir, relative));
  return relative;
}
