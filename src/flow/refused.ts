/** A request that the state of things forbids: an operating error, said in plain words at the edge. */
import type { KnownProblem } from '../core/problem-codes.ts';
import { ImportRefused, type Refusal } from '../imports/recognition.ts';

export class FlowRefused extends Error {
  readonly problem: KnownProblem;
  constructor(problem: KnownProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** A refusal, or why a file cannot be read. */
export type Told = KnownProblem | Refusal;

/** What went wrong, as data. */
export function problemOf(error: unknown): Told {
  return refusalOf(error) ?? { code: 'unexpected', detail: { message: error instanceof Error ? error.message : JSON.stringify(error) } };
}

/** Null where nothing was refused: the error is then one of ours. */
export function refusalOf(error: unknown): Told | null {
  if (error instanceof ImportRefused) return error.refusal;
  return error instanceof FlowRefused ? error.problem : null;
}
