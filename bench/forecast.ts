/**
 * The lifetime value of all customers from the monthly cells: fits, forecast, back-test, reasons; compared with the classes of the same customers.
 * usage: node bench/forecast.ts [--customers 200000] [--months 36] [--regularity 1]: customers who buy and leave at random, or regularly.
 */
import { parseArgs } from 'node:util';
import { beta, exponential, gamma, type Random, randomOf } from '../fixtures/seeded-random.ts';
import { monthOfNumber, monthNumber } from '../src/core/calendar.ts';
import { valueLifetimes } from '../src/core/differentiate/lifetime-value/value-lifetimes.ts';
import { allocateCells, type CustomerMeasures } from '../src/core/differentiate/measures.ts';
import { defaultSettings } from '../src/core/differentiate/settings.ts';
import { valueCustomers } from '../src/core/differentiate/value-customers.ts';

const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: '200000' },
    months: { type: 'string', default: '36' },
    regularity: { type: 'string', default: '1' },
  },
});
const [customers, months, regularity] = [Number(values.customers), Number(values.months), Number(values.regularity)];
const measures = simulated(randomOf(1));

const timed = <Result>(what: string, work: () => Result): Result => {
  const cpu = process.cpuUsage();
  const began = performance.now();
  const result = work();
  const { user, system } = process.cpuUsage(cpu);
  console.log(
    `${what.padEnd(12)} ${((performance.now() - began) / 1000).toFixed(2)} s, of the processors ${((user + system) / 1e6).toFixed(2)} s`,
  );
  return result;
};
timed('classes', () => valueCustomers({ measures, settings: defaultSettings, inDevelopment: new Set() }));
const { report, reason } = timed('forecast', () => valueLifetimes({ measures, settings: defaultSettings.lifetime }));
timed('reasons', () => {
  for (let i = 0; i < customers; i++) reason(i);
});
console.log(
  `${report.model?.name ?? report.gate}: off by ${((report.backTest?.model.bias ?? NaN) * 100).toFixed(1)} %, interval held for ${((report.backTest?.intervalCoverage ?? NaN) * 100).toFixed(0)} %, ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`,
);

function simulated(random: Random): CustomerMeasures {
  const first = monthNumber('2023-01-01');
  const periods = Array.from({ length: months }, (_, at) => monthOfNumber(first + at));
  const begins = periods.map((period) => Date.parse(period.first) / 86_400_000);
  const end = Date.parse(periods.at(-1)!.last) / 86_400_000 + 1;
  /** Of each month: who shipped on which days, the first and the last, and how many. */
  const cellsOf = periods.map((): [customer: number, first: number, last: number, count: number][] => []);
  for (let i = 0; i < customers; i++) {
    const rate = (regularity * gamma(random, 0.9)) / 6;
    const leaves = beta(random, [0.9, 4]);
    const gap = (): number =>
      Array.from({ length: regularity }, () => 7 * exponential(random, 1 / rate)).reduce((sum, each) => sum + each, 0);
    let [day, p] = [begins[0]! + Math.floor(random() * months * 25), 0];
    for (let there = true; there && day < end; there = random() >= leaves, day = Math.floor(day + Math.max(1, gap()))) {
      while (p + 1 < months && begins[p + 1]! <= day) p++;
      const cell = cellsOf[p]!.at(-1);
      if (cell?.[0] === i) [cell[2], cell[3]] = [day, cell[3] + 1];
      else cellsOf[p]!.push([i, day, day, 1]);
    }
  }
  const start = new Int32Array(months + 2);
  cellsOf.forEach((own, p) => (start[p + 1] = start[p]! + own.length));
  start[months + 1] = start[months]!;
  const cells = allocateCells(start[months]!);
  cellsOf.flat().forEach(([customer, firstDay, lastDay, days], cell) => {
    cells.customer[cell] = customer;
    cells.shipped[cell] = 1;
    cells.firstDay[cell] = firstDay;
    cells.lastDay[cell] = lastDay;
    cells.shipmentDays[cell] = days;
    cells.orders[cell] = days;
    cells.revenueMinor[cell] = days * (10_000 + (customer % 97) * 100);
    cells.costMinor[cell] = days * 8000;
  });
  return {
    asOf: periods.at(-1)!.last,
    customersCount: customers,
    codeRank: Int32Array.from({ length: customers }, (_, i) => i),
    periods,
    costsKnown: false,
    start,
    cells,
  };
}
