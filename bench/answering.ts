/**
 * How long the program does not answer while it values a company, and when each step of a valuation begins: a tick every 10 ms in the process that
 * values, and its longest gaps. The demo company is loaded, and then valued once more.
 * usage: node bench/answering.ts [--customers 5000]
 */
import { asProgram } from '../src/core/access/sight.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/context/config.ts';
import { openContext } from '../src/context/context.ts';
import { fillWithDemo } from '../src/flow/keep/fill-with-demo.ts';
import { settle } from '../src/flow/settle.ts';

const { values } = parseArgs({ options: { customers: { type: 'string', default: '5000' } } });
const folder = mkdtempSync(join(tmpdir(), 'clientele-answering-'));
try {
  await using context = await openContext(readConfig({ CLIENTELE_LOG: 'warn' }, { data: join(folder, 'data') }));
  const silent = { signal: new AbortController().signal, report: () => {} };
  const demo = { customers: Number(values.customers), seed: 1, lastMonth: '2026-06', language: 'en' as const };
  await watched('everything', () => fillWithDemo(context, demo, silent));
  await context.records.change(asProgram('command line'), (tx) => tx.deleteFrom('current_run').execute());
  await watched('valued again', (step) =>
    settle(context, { actor: asProgram('command line') }, { ...silent, report: (progress) => step(progress.step) }),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function watched(what: string, work: (step: (name: string) => void) => Promise<unknown>): Promise<void> {
  const cpu = process.cpuUsage();
  const began = performance.now();
  let last = began;
  const gaps: number[] = [];
  const tick = setInterval(() => {
    const now = performance.now();
    gaps.push(now - last - 10);
    last = now;
  }, 10);
  const spent = (): number => {
    const { user, system } = process.cpuUsage(cpu);
    return (user + system) / 1e6;
  };
  let step = '';
  await work((name) => {
    if (name !== step)
      console.log(`  ${name.padEnd(12)} begins after ${seconds(performance.now() - began)} s, ${spent().toFixed(2)} CPU-s`);
    step = name;
  });
  clearInterval(tick);
  gaps.sort((a, b) => b - a);
  console.log(
    `${what}: ${seconds(performance.now() - began)} s, ${spent().toFixed(2)} CPU-s; longest without an answer, ms: ${gaps.slice(0, 5).map(Math.round).join(', ')}`,
  );
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(2);
}
