/**
 * Step 3: core decides what every customer is, and it is published stage by stage: classes and money first, then profit, history, forecast,
 * potential and reasons. Each stage that is behind is calculated and switched in one transaction; one that is not is left alone. Stopped or killed
 * between two stages, the next start goes on with the first that is behind.
 */
import { asProgram, type Sight } from '../../core/access/sight.ts';
import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../../context/context.ts';
import type { LifetimeReport } from '../../core/differentiate/lifetime-value/value-lifetimes.ts';
import type { LifetimesGiven } from '../../core/differentiate/strategic-value/value-strategically.ts';
import { knownOfCustomers } from '../../records/potentials/reader.ts';
import { currentRun } from '../../records/runs/reader.ts';
import { columnsOf, noteRules, publishedStages, publishStage, type Stage, stages, type StageToPublish } from '../../records/runs/stages.ts';
import { publishContracts, publishRun } from '../../records/runs/writer.ts';
import { costCustomers } from '../2-rebuild-metrics/rebuild-metrics.ts';
import { basesOf, basisOfCosts, type RulesNow } from '../bases.ts';
import type { Run } from '../run.ts';
import { rowsOf, scorecardsOf } from './stage-rows.ts';
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
  { asOf, actor, rules }: { asOf: string; actor: Sight; rules: RulesNow },
  run: Run,
): Promise<Published> {
  const unvalued = (await context.metrics.for(asProgram('valuation')).unvalued()).length > 0;
  const wanted = basesOf(rules, { asOf, unvalued });
  const { current, published } = await context.records.read(asProgram('valuation'), async (tx) => ({
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
  await context.records.change(asProgram('valuation'), (tx) => noteRules(tx, runId, rules.version));
  return { runId, asOf, customers: Number((await context.records.read(asProgram('valuation'), currentRun))?.customers ?? 0) };
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
  { actor, kept, withProfit }: { actor: Sight; kept: Stage[]; withProfit: boolean },
): Promise<string> {
  const { asOf } = company;
  const classes = await company.classes();
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
    published: (withProfit ? (['classes', 'profit'] as const) : (['classes'] as const)).map((stage) => ({ stage, basis: wanted[stage] })),
    kept,
    scorecards: scorecardsOf(company, await unvaluedOf(context, company)),
    signal: run.signal,
  });
}

/** Everything after the classes, as far as it is behind. */
async function publishLater(valuing: Valuing, { runId, behind }: { runId: string; behind: (stage: Stage) => boolean }): Promise<void> {
  const { context, company, rules, wanted, run } = valuing;
  const { decider } = company;
  const begin = (step: string): void => {
    run.signal.throwIfAborted();
    run.report({ step, done: 0, total: null, perSecond: null });
  };
  const publish = async (
    published: StageToPublish['stages'],
    more: Pick<StageToPublish, 'rows'> & Partial<StageToPublish>,
  ): Promise<void> => {
    run.signal.throwIfAborted();
    await publishStage(context.records, { stages: published, runId, rulesVersion: rules.version, signal: run.signal, ...more });
  };
  const fileOf = (stage: Stage, what: string): string => `${runId}-${what}-${wanted[stage].slice(0, 12)}`;
  const reasonsFile = async (stage: Stage, call: 'reasons' | 'forecastReasons' | 'potentialReasons'): Promise<string> => {
    const file = unfinished(context, stage);
    await context.metrics.writeReasons({ file, customerIds: company.measured.customerIds, reasons: decider.pages(call) });
    return inPlace(context, file, fileOf(stage, stage));
  };

  if (behind('profit')) {
    begin('valuing');
    await company.classes();
    await publish([{ stage: 'profit', basis: wanted.profit, file: null }], {
      rows: { columns: columnsOf.profit, rows: await rowsOf(context, company, ['scorecards'], columnsOf.profit) },
    });
  }
  // The thread forecasts while the history is written here.
  const classes = behind('history') ? await company.classes() : null;
  const forecasting = behind('forecast') ? decider.ask('forecast', rules.settings.lifetime) : null;
  forecasting?.catch(() => {});
  if (classes !== null) {
    begin(forecasting === null ? 'recording' : 'forecasting');
    const file = unfinished(context, 'history');
    const { measures, customerIds } = company.measured;
    await context.metrics.writeHistory({ file, valuation: classes, measures, customerIds });
    const history = inPlace(context, file, fileOf('history', 'history'));
    await publish([{ stage: 'history', basis: wanted.history, file: null }], {
      rows: null,
      also: async (tx) => {
        await tx.updateTable('valuation_run').set({ history_file: history }).where('id', '=', runId).execute();
      },
    });
  }
  if (forecasting !== null) {
    begin('forecasting');
    const forecast = await forecasting;
    const figures = unfinished(context, 'figures');
    await context.metrics.writeForecast({ file: figures, customerIds: company.measured.customerIds, forecast });
    const figuresFile = inPlace(context, figures, fileOf('forecast', 'figures'));
    const file = await reasonsFile('forecast', 'forecastReasons');
    begin('rating');
    await ratePotentials(valuing, forecast);
    const columns = [...columnsOf.forecast, ...columnsOf.potential];
    const contracts = forecast.contracts.map((contract) => ({
      customerId: String(company.measured.customerIds[contract.customer]),
      contract,
    }));
    // Both at once: whatever changes a forecast changes the potential, and each row is written once.
    await publish(
      [
        { stage: 'forecast', basis: wanted.forecast, file, figuresFile },
        { stage: 'potential', basis: wanted.potential, file: await reasonsFile('potential', 'potentialReasons') },
      ],
      {
        rows: { columns, rows: await rowsOf(context, company, ['forecastScorecards', 'potentialScorecards'], columns) },
        also: async (tx, client) => {
          await publishContracts(tx, client, contracts);
          await tx
            .updateTable('valuation_run')
            .set({ summary: JSON.stringify({ lifetime: forecast.report }) })
            .where('id', '=', runId)
            .execute();
        },
      },
    );
  } else if (behind('potential')) {
    begin('rating');
    await ratePotentials(valuing, await publishedForecast(context, company));
    await publish([{ stage: 'potential', basis: wanted.potential, file: await reasonsFile('potential', 'potentialReasons') }], {
      rows: { columns: columnsOf.potential, rows: await rowsOf(context, company, ['potentialScorecards'], columnsOf.potential) },
    });
  }
  if (behind('reasons')) {
    begin('explaining');
    await company.classes();
    await publish([{ stage: 'reasons', basis: wanted.reasons, file: await reasonsFile('reasons', 'reasons') }], { rows: null });
  }
}

async function ratePotentials({ context, company, rules }: Valuing, forecast: LifetimesGiven): Promise<void> {
  const { saidUntil: _, ...known } = await context.records.read(asProgram('valuation'), (tx) =>
    knownOfCustomers(tx, company.measured.customerIds),
  );
  await company.decider.ask('potential', { forecast, known, settings: rules.settings.strategic });
}

/** As it was published with the run: the potential is measured against nothing else. */
async function publishedForecast(context: Context, { measured }: Company): Promise<LifetimesGiven> {
  const { file, report } = await context.records.read(asProgram('valuation'), async (tx) => ({
    file: (await publishedStages(tx)).get('forecast')!.figuresFile!,
    report: (await currentRun(tx))!.summary['lifetime'] as LifetimeReport,
  }));
  return {
    ...(await context.metrics.readForecast({ file: join(context.config.dataDir, file), customerIds: measured.customerIds })),
    report,
  };
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
