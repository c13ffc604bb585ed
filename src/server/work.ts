/** What each kind of job does: one flow step, or two in a row. */
import type { Context } from '../context/context.ts';
import { commitImport, discardImport, readImport, undoImport, uploadFile } from '../flow/1-import.ts';
import type { Run } from '../flow/run.ts';
import { settle } from '../flow/settle.ts';
import type { ImportKind, Mapping } from '../imports/contract.ts';

export interface JobInputs {
  read: { batchId: string; fileName: string; sourceName?: string | undefined; kind?: ImportKind | undefined; mapping?: Mapping | undefined };
  commit: { batchId: string; acceptHeldRows: number[]; replacePeriod: boolean };
  undo: { batchId: string };
  value: { asOf?: string | undefined };
}

export type JobKind = keyof JobInputs;

type Work = { [K in JobKind]: (context: Context, input: JobInputs[K], run: Run, actor: string) => Promise<Record<string, unknown>> };

export const work: Work = {
  async read(context, input, run) {
    try {
      const { preview } = await readImport(context, { ...input, path: uploadFile(context, input.batchId) }, run);
      return { batch: input.batchId, lines: preview.lines };
    } catch (error) {
      await discardImport(context, input.batchId, error);
      throw error;
    }
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
};
