/**
 * From a log of purchases to the expected transactions and value per transaction of all customers: reading, grouping, BG/NBD, Gamma-Gamma.
 * Also Pareto/NBD with a nearly flat likelihood: 6,900 customers with hardly any dropout.
 * usage: node bench/lifetime.ts CDNOW_master.txt 1997-09-30 [peer.py]: the peer, a Python program with the package `lifetimes`, runs
 * for comparison, where that package can be imported.
 */
import { spawnSync } from 'node:child_process';
import { hardlyAnyDropout } from '../fixtures/hardly-any-dropout.ts';
import { bgnbd } from '../src/core/differentiate/lifetime-value/models/beta-geometric.ts';
import { expectedValue, fitGammaGamma } from '../src/core/differentiate/lifetime-value/models/gamma-gamma.ts';
import { paretonbd } from '../src/core/differentiate/lifetime-value/models/pareto-nbd.ts';
import { historiesOfPurchases } from '../src/core/differentiate/lifetime-value/histories/histories-of-purchases.ts';
import { readPurchaseLog } from '../src/imports/purchase-log/read-purchase-log.ts';

const [path, until, peer] = process.argv.slice(2);
if (path === undefined || until === undefined) throw new Error('usage: node bench/lifetime.ts LOG yyyy-mm-dd [peer.py]');

const began = performance.now();
let lap = began;
const say = (what: string): void => {
  const now = performance.now();
  console.log(`${what.padEnd(28)} ${((now - lap) / 1000).toFixed(3)} s`);
  lap = now;
};
const log = await readPurchaseLog(path);
if (log.kind !== 'log') throw new Error('a log of purchases is needed');
say(`read ${log.rows} rows`);
const { histories, spendings } = historiesOfPurchases(log, { endDay: Date.parse(until) / 86_400_000, unitDays: 7 });
say(`grouped: ${histories.length} histories`);
const purchases = bgnbd.fit(histories);
say(`BG/NBD ${purchases.params.map((value) => value.toFixed(3)).join(' ')}`);
const money = fitGammaGamma(spendings);
say(`Gamma-Gamma ${money?.params.map((value) => value.toFixed(2)).join(' ') ?? 'none'}`);
const year = { weeks: 365.25 / 7, ratePerWeek: Math.log(1.12) / (365.25 / 7) };
const transactions = histories.reduce(
  (sum, history) => sum + history.customers * bgnbd.discountedTransactions(purchases.params, history, year),
  0,
);
const values =
  money === null ? 0 : spendings.reduce((sum, spending) => sum + spending.customers * (expectedValue(money.params, spending) ?? 0), 0);
say(`${Math.round(transactions)} transactions to come; mean values of repeat buyers add up to ${Math.round(values)}`);
console.log(
  `${'whole'.padEnd(28)} ${((performance.now() - began) / 1000).toFixed(3)} s, ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`,
);

for (const [name, company] of [
  ['nobody leaves', { rates: [2, 5], regularity: 1, once: 0, leaving: 0 }],
  ['a tenth buys once', { rates: [2, 5], regularity: 1, once: 0.1, leaving: 0 }],
  ['regular buyers, few leave', { rates: [0.5, 3], regularity: 3, once: 0, leaving: 0.002 }],
  ['alike, some buy once', { rates: [20, 20], regularity: 3, once: 0.02, leaving: 0.01 }],
] as const) {
  const seldomLeft = hardlyAnyDropout({ ...company, customers: 6900, seed: 7 });
  const before = process.cpuUsage();
  const fit = paretonbd.fit(seldomLeft);
  const { user, system } = process.cpuUsage(before);
  console.log(
    `Pareto/NBD, ${name.padEnd(26)} ${((user + system) / 1e6).toFixed(2)} CPU-s, ${fit.evaluations} evaluations, ln L ${fit.logLikelihood.toFixed(3)}, ${fit.boundary ?? fit.simpler?.name ?? 'inside'}`,
  );
}

if (peer !== undefined) {
  const there = spawnSync('python3', ['-c', 'import lifetimes']).status === 0;
  console.log(
    there
      ? spawnSync('python3', [peer, path], { encoding: 'utf8' }).stdout
      : 'The Python package lifetimes cannot be imported here: no comparison.',
  );
}
