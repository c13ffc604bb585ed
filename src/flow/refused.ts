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
  if (error instanceof ImportRefused) return error.refusal;
  if (error instanceof FlowRefused) return error.problem;
  return { code: 'unexpected', detail: { message: error instanceof Error ? error.message : JSON.stringify(error) } };
}
