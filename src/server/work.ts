/** What each kind of job does: one flow step, or two in a row. */
import type { Sight } from '../core/access/sight.ts';
import type { Context } from '../context/context.ts';
import { commitImport, discardImport, undoImport, withdrawCommit } from '../flow/1-import/commit.ts';
import { readImport } from '../flow/1-import/read-file.ts';
import { changeRules, type RulesChange } from '../flow/change/change-rules.ts';
import { uploadFile } from '../flow/1-import/import-places.ts';
import type { RateByHand } from '../flow/1-import/rates-by-hand.ts';
import { saveRatesAndPublish } from '../flow/change/save-rates.ts';
import type { Run } from '../flow/run.ts';
import { settle } from '../flow/settle.ts';
import type { FactName } from '../facts/kinds.ts';
import type { Mapping } from '../facts/row/reading.ts';

export interface JobInputs {
  read: {
    batchId: string;
    fileName: string;
    sourceName?: string | undefined;
    kind?: FactName | undefined;
    mapping?: Mapping | undefined;
  };
  commit: { batchId: string; acceptHeldRows: number[]; replacePeriod: boolean };
  undo: { batchId: string };
  value: { asOf?: string | undefined };
  rules: RulesChange;
  rates: { rates: RateByHand[] };
}

export type JobKind = keyof JobInputs;

type Work = { [K in JobKind]: (context: Context, input: JobInputs[K], run: Run, actor: Sight) => Promise<Record<string, unknown>> };

export const work: Work = {
  async read(context, input, run) {
    const { preview } = await readImport(context, { ...input, path: uploadFile(context, input.batchId) }, run);
    return { batch: input.batchId, lines: preview.lines };
  },
  async commit(context, input, run, actor) {
    await commitImport(context, { ...input, actor }, run);
    const { runId } = await settle(context, { actor }, run);
    return { batch: input.batchId, run: runId };
  },
  async undo(context, input, run, actor) {
    await undoImport(context, { ...input, actor }, run);
    const { runId } = await settle(context, { actor }, run);
    return { batch: input.batchId, run: runId };
  },
  async value(context, input, run, actor) {
    const { runId } = await settle(context, { actor, asOf: input.asOf }, run);
    return { run: runId };
  },
  async rates(context, input, run, actor) {
    const { runId, batches } = await saveRatesAndPublish(context, { ...input, actor }, run);
    return { run: runId, batches };
  },
  async rules(context, input, run, actor) {
    const { runId, version } = await changeRules(context, { change: input, actor }, run);
    return { run: runId, rules: version };
  },
};

/** What becomes of an import whose job failed (`error`) or was stopped: nothing stays half-way. */
export async function abandon(context: Context, kind: string, input: object, error?: unknown): Promise<void> {
  if (!('batchId' in input) || typeof input.batchId !== 'string') return;
  if (kind === 'read') await discardImport(context, input.batchId, error);
  if (kind === 'commit') await withdrawCommit(context, input.batchId);
}
