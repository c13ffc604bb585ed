/** What other models of costs would do to customers, before they are saved: the curve, and who would change sign. Writes nothing. */
import { asProgram } from '../../core/access/sight.ts';
import type { Context } from '../../context/context.ts';
import type { CostModel } from '../../core/differentiate/costing/model.ts';
import { statementOf } from '../../core/differentiate/costing/statement.ts';
import { whaleCurve, type WhaleCurve } from '../../core/differentiate/costing/whale.ts';
import type { StatementRow } from '../../metrics/costing/statement.ts';
import { groupsOfCustomers } from '../../records/customers/groups.ts';
import { currentRun } from '../../records/runs/reader.ts';
import { currencyOfSums } from '../../records/rules/company-currency.ts';
import { costingBy, problemsOfVersions, type VersionProblem } from '../rules/cost-rules.ts';
import { yearUpTo } from '../../core/differentiate/costing/statement-period.ts';
import { settingsNow } from '../rules/class-rules.ts';

export interface CostedCompany {
  netProfitMinor: bigint | null;
  losing: number;
  whale: WhaleCurve['points'];
}

export interface ModelPreview {
  problems: VersionProblem[];
  currency: string;
  before: CostedCompany;
  /** Null where the models have problems. */
  after: CostedCompany | null;
  changing: { id: string; name: string; beforeMinor: bigint; afterMinor: bigint }[];
}

/** So many of those who would change sign are named. */
const named = 20;

/** Undefined where nothing is published yet. */
export async function previewCostModels(context: Context, models: CostModel[]): Promise<ModelPreview | undefined> {
  const known = await context.records.read(asProgram('rules'), async (tx) => ({
    run: await currentRun(tx),
    groups: await groupsOfCustomers(tx),
    currency: await currencyOfSums(tx),
    settings: (await settingsNow(tx)).settings,
  }));
  if (known.run === undefined) return undefined;
  const months = yearUpTo(known.run.reference_month.slice(0, 7));
  const before = await context.metrics.for(asProgram('rules')).costs.statement(months);
  const problems = problemsOfVersions(models);
  if (problems.length > 0) return { problems, currency: known.currency, before: company(before), after: null, changing: [] };
  const after = await context.metrics
    .ofCompany(asProgram('rules'))
    .statementWith(await costingBy(context, models, { newMonths: known.settings.lifecycle.newMonths, currency: known.currency }), months);
  const was = new Map(before.map((row) => [row.customerId, profitOf(row)]));
  const changing = after
    .map((row) => ({
      id: row.customerId,
      name: known.groups.get(row.customerId)?.name ?? row.customerId,
      beforeMinor: was.get(row.customerId) ?? 0n,
      afterMinor: profitOf(row),
    }))
    .filter(({ beforeMinor, afterMinor }) => beforeMinor < 0n !== afterMinor < 0n)
    .toSorted((a, b) => Number(size(b.afterMinor - b.beforeMinor) - size(a.afterMinor - a.beforeMinor)));
  return { problems, currency: known.currency, before: company(before), after: company(after), changing: changing.slice(0, named) };
}

const profitOf = (row: StatementRow): bigint => statementOf(row, []).netProfitMinor ?? 0n;
const size = (minor: bigint): bigint => (minor < 0n ? -minor : minor);

function company(rows: StatementRow[]): CostedCompany {
  const { points, totalMinor, losing } = whaleCurve(rows.map(profitOf));
  return { netProfitMinor: rows.some((row) => row.costUnknown) ? null : totalMinor, losing: losing.customers, whale: points };
}
