/** The thread that decides: does one call after another, and answers each. Nothing of a call that failed stays. */
import { parentPort } from 'node:worker_threads';
import { type Calls, calls } from './calls.ts';

export interface Asked {
  no: number;
  call: keyof Calls;
  given: unknown;
}

export type Answer = { no: number; result: unknown } | { no: number; error: unknown };

parentPort!.on('message', ({ no, call, given }: Asked) => {
  let answer: Answer;
  try {
    answer = { no, result: (calls[call] as (given: unknown) => unknown)(given) };
  } catch (error) {
    answer = { no, error };
  }
  parentPort!.postMessage(answer, []);
});
