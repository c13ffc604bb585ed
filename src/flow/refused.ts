/** A request that the state of things forbids: an operating error, said in plain words at the edge. */
import { ImportRefused } from '../imports/recognition.ts';
import type { Problem } from '../records/tables.ts';

export class FlowRefused extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** What went wrong, as data. */
export function problemOf(error: unknown): Problem {
  return refusalOf(error) ?? { code: 'unexpected', detail: { message: error instanceof Error ? error.message : JSON.stringify(error) } };
}

/** Null where nothing was refused: the error is then one of ours. */
export function refusalOf(error: unknown): Problem | null {
  if (error instanceof ImportRefused) return error.refusal;
  return error instanceof FlowRefused ? error.problem : null;
}
