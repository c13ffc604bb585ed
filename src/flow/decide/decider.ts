/**
 * Has core decide in a thread of its own, so that the program answers meanwhile: seconds of arithmetic would otherwise keep every request,
 * every progress and every cancellation waiting. The measures lie in memory that both threads share; stopping ends the thread at once.
 */
import { Worker } from 'node:worker_threads';
import type { CustomerMeasures } from '../../core/differentiate/measures.ts';
import type { Calls, Page } from './calls.ts';
import type { Answer, Asked } from './thread.ts';

export interface Decider extends Disposable {
  ask<K extends keyof Calls>(call: K, given: Parameters<Calls[K]>[0]): Promise<ReturnType<Calls[K]>>;
  /** A call that makes pages, over all customers, a page at a time: the next one is made while one is used. */
  pages<K extends PagedCall>(call: K): AsyncGenerator<ReturnType<Calls[K]>>;
}

type PagedCall = { [K in keyof Calls]: Parameters<Calls[K]>[0] extends Page ? K : never }[keyof Calls];

/** Scorecards come as copies: as many as are made again within a few milliseconds. */
const customersAPage = 1024;

/** One thread is kept for the next who asks: starting one reads all of core. */
let idle: Worker | null = null;

export async function openDecider(measures: CustomerMeasures, signal: AbortSignal): Promise<Decider> {
  signal.throwIfAborted();
  const worker = idle ?? startThread();
  idle = null;
  const waiting = new Map<number, { resolve(result: unknown): void; reject(error: unknown): void }>();
  let ended: { why: unknown } | null = null;
  let asked = 0;

  const end = (why: unknown): void => {
    ended ??= { why };
    for (const each of waiting.values()) each.reject(why);
    waiting.clear();
    worker.unref();
  };
  const answered = (answer: Answer): void => {
    const asker = waiting.get(answer.no);
    waiting.delete(answer.no);
    if (waiting.size === 0) worker.unref();
    if ('error' in answer) asker?.reject(answer.error);
    else asker?.resolve(answer.result);
  };
  const failed = (error: unknown): void => end(error);
  const exited = (): void => end(new Error('the thread that decides ended by itself'));
  const stop = (): void => {
    end(signal.reason);
    void worker.terminate();
  };
  worker.on('message', answered).on('error', failed).on('exit', exited);
  signal.addEventListener('abort', stop);

  const ask = <K extends keyof Calls>(call: K, given: Parameters<Calls[K]>[0]): Promise<ReturnType<Calls[K]>> =>
    new Promise((resolve, reject) => {
      if (ended !== null) {
        reject(ended.why);
        return;
      }
      const no = asked++;
      waiting.set(no, { resolve: (result) => resolve(result as ReturnType<Calls[K]>), reject });
      // Only who waits for an answer keeps the program from ending.
      worker.ref();
      worker.postMessage({ no, call, given } satisfies Asked, []);
    });
  await ask('measures', measures);
  return {
    ask,
    async *pages(call) {
      const page = (from: number) => {
        const made = ask(call, { from, to: Math.min(measures.customersCount, from + customersAPage) } as never);
        // Where nobody comes to take it, its failure is no news.
        made.catch(() => {});
        return made;
      };
      let next = page(0);
      for (let from = 0; from < measures.customersCount; from += customersAPage) {
        const now = await next;
        if (from + customersAPage < measures.customersCount) next = page(from + customersAPage);
        yield now;
      }
    },
    [Symbol.dispose]() {
      signal.removeEventListener('abort', stop);
      worker.off('message', answered).off('error', failed).off('exit', exited);
      if (ended === null && waiting.size === 0 && idle === null) {
        // What it kept of this company is let go.
        worker.postMessage({ no: -1, call: 'measures', given: null } satisfies Asked, []);
        worker.unref();
        idle = worker;
      } else void worker.terminate();
      ended ??= { why: new Error('the decider is closed') };
    },
  };
}

function startThread(): Worker {
  const worker = new Worker(new URL('./thread.ts', import.meta.url), { execArgv: [] });
  const forget = (): void => {
    if (idle === worker) idle = null;
  };
  return worker.on('error', forget).on('exit', forget);
}
