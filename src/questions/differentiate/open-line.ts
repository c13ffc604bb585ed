/** A line of a customer's statement opened: to its documents, events, costs or months of credit, with the rule that priced them. */
import type { Context } from '../../context/context.ts';
import type { OpenLine } from '../../core/differentiate/costing/statement.ts';
import type { OpenedLine } from '../../metrics/costing/opened-line.ts';
import type { Months } from '../../core/differentiate/costing/statement-period.ts';
import { findScored } from '../../records/customers/list.ts';
import type { Sight } from '../../core/access/sight.ts';
import { currentRun } from '../../records/runs/reader.ts';
import { currencyOfSums } from '../../records/rules/company-currency.ts';
import { periodAsked, type SomeMonths } from '../../core/differentiate/costing/statement-period.ts';

export interface LineAsked {
  id: string;
  line: OpenLine;
  name?: string | undefined;
  pool?: string | undefined;
  period?: SomeMonths | undefined;
  offset: number;
  limit: number;
}

export interface Opened extends OpenedLine {
  currency: string;
  period: Months;
  line: OpenLine;
  /** Names of the files that batches came in, by batch. */
  fileNames: Map<string, string>;
}

/** Undefined where the actor may not see such a customer, or nothing is published yet. */
export async function openStatementLine(
  context: Context,
  sight: Sight,
  { id, period: asked, ...what }: LineAsked,
): Promise<Opened | undefined> {
  const { own, run, currency } = await context.records.read(sight, async (tx) => ({
    own: await findScored(tx, id),
    run: await currentRun(tx),
    currency: await currencyOfSums(tx),
  }));
  if (own === undefined || run === undefined) return undefined;
  const period = periodAsked(asked, run.reference_month.slice(0, 7));
  const opened = await context.metrics.for(sight).openLine({ ...what, customerId: id, months: period });
  const batches = [...new Set(opened.parts.flatMap((part) => ('batchId' in part ? [part.batchId] : [])))];
  const named =
    batches.length === 0
      ? []
      : await context.records.read(sight, (tx) =>
          tx
            .selectFrom('entry')
            .innerJoin('import', 'import.id', 'entry.import_id')
            .select(['entry.id', 'file_name'])
            .where('entry.id', 'in', batches)
            .execute(),
        );
  return { ...opened, currency, period, line: what.line, fileNames: new Map(named.map((batch) => [batch.id, batch.file_name])) };
}
