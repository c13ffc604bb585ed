/** A request that the state of things forbids: an operating error, said in plain words at the edge. */
import type { Problem } from '../records/tables.ts';

export class FlowRefused extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}
