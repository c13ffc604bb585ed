/**
 * A sales log of any size with known shape, as CSV: `node bench/generate-lines.ts OUT.csv --lines 1000000 --customers 50000`
 * (also --months 36, --start 2023-01, --seed 1). Customers arrive and leave, a few buy most of it (Pareto), some months are
 * skipped, some goods come back. The same arguments always give the same bytes.
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { randomOf } from '../fixtures/seeded-random.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    lines: { type: 'string', default: '1000000' },
    customers: { type: 'string', default: '50000' },
    months: { type: 'string', default: '36' },
    start: { type: 'string', default: '2023-01' },
    seed: { type: 'string', default: '1' },
  },
});
const file = positionals[0];
if (!file) throw new Error('usage: generate-lines.ts OUT.csv [--lines N] [--customers M] [--months 36] [--start 2023-01] [--seed 1]');
generateLines({
  file,
  linesCount: Number(values.lines),
  customersCount: Number(values.customers),
  monthsCount: Number(values.months),
  start: Temporal.PlainYearMonth.from(values.start),
  seed: Number(values.seed),
});

interface Shape {
  file: string;
  linesCount: number;
  customersCount: number;
  monthsCount: number;
  start: Temporal.PlainYearMonth;
  seed: number;
}

function generateLines(shape: Shape): void {
  const random = randomOf(shape.seed);
  const customers = arrivals(shape, random);
  const products = Array.from({ length: 2000 }, (_, i) => ({
    code: `P${String(i + 1).padStart(4, '0')}`,
    priceMinor: Math.round(100 * Math.exp(2 + 5 * random())),
    costShare: 0.55 + 0.35 * random(),
  }));
  const out = buffered(shape.file);
  out.write('document,line,date,customer,product,quantity,list_price,discount,net_amount,cost,manager,kind\n');
  let written = 0;
  let documentsCount = 0;
  for (let month = 0; month < shape.monthsCount; month++) {
    const due = Math.floor((shape.linesCount * (month + 1)) / shape.monthsCount);
    const documents = documentsOfMonth({ customers, month, linesCount: due - written, random });
    const yearMonth = shape.start.add({ months: month });
    const dayTexts = Array.from({ length: yearMonth.daysInMonth }, (_, i) => yearMonth.toPlainDate({ day: i + 1 }).toString());
    const byDay: number[][] = dayTexts.map(() => []);
    for (let d = 0; d < documents.customer.length; d++) byDay[Math.floor(random() * dayTexts.length)]!.push(d);
    for (let day = 0; day < dayTexts.length; day++) {
      for (const d of byDay[day]!) {
        documentsCount++;
        const customer = documents.customer[d]!;
        // A return needs an earlier purchase, so no customer begins with one.
        const isReturn = random() < 0.03 && customers.arrival[customer] !== month;
        const sign = isReturn ? -1 : 1;
        const discountRate = customers.discountRate[customer]! + (random() < 0.2 ? Math.floor(random() * 6) : 0);
        const head = `D${String(documentsCount).padStart(8, '0')},`;
        const middle = `,${dayTexts[day]},C${String(customer + 1).padStart(7, '0')},`;
        const tail = `,Manager ${(customer % 40) + 1},${isReturn ? 'return' : 'sale'}\n`;
        for (let line = 1; line <= documents.lines[d]!; line++) {
          const product = products[Math.floor(products.length * random() * random())]!;
          const quantity = sign * (1 + Math.floor(random() * random() * 24));
          const listMinor = quantity * product.priceMinor;
          const discountMinor = Math.round((listMinor * discountRate) / 100);
          const costMinor = Math.round(listMinor * product.costShare);
          out.write(
            head +
              line +
              middle +
              product.code +
              ',' +
              quantity +
              ',' +
              decimal(product.priceMinor) +
              ',' +
              decimal(discountMinor) +
              ',' +
              decimal(listMinor - discountMinor) +
              ',' +
              decimal(costMinor) +
              tail,
          );
        }
      }
    }
    written = due;
  }
  out.close();
}

interface Customers {
  /** Month of arrival; below 0 for those who were there before. */
  arrival: Int32Array;
  departure: Int32Array;
  weight: Float64Array;
  discountRate: Uint8Array;
}

function arrivals(shape: Shape, random: () => number): Customers {
  const n = shape.customersCount;
  const customers = {
    arrival: new Int32Array(n),
    departure: new Int32Array(n),
    weight: new Float64Array(n),
    discountRate: new Uint8Array(n),
  };
  for (let i = 0; i < n; i++) {
    customers.arrival[i] = Math.max(0, Math.floor((random() * 1.4 - 0.4) * shape.monthsCount));
    customers.departure[i] = customers.arrival[i]! + 1 + Math.floor(-Math.log(1 - random()) * 18);
    customers.weight[i] = Math.min(2000, Math.pow(1 - random(), -1 / 1.16));
    customers.discountRate[i] = Math.floor(random() * 12);
  }
  return customers;
}

function documentsOfMonth(input: { customers: Customers; month: number; linesCount: number; random: () => number }): {
  customer: number[];
  lines: number[];
} {
  const { customers, month, random } = input;
  const documents = { customer: [] as number[], lines: [] as number[] };
  /** Adds a document and returns what is still to be written. */
  const add = (customer: number, left: number): number => {
    const lines = Math.min(left, 1 + Math.floor(random() * random() * 9.6));
    documents.customer.push(customer);
    documents.lines.push(lines);
    return left - lines;
  };
  let left = input.linesCount;
  const active: number[] = [];
  const cumulative: number[] = [];
  let total = 0;
  for (let i = 0; i < customers.arrival.length; i++) {
    if (customers.arrival[i]! > month || customers.departure[i]! < month) continue;
    if (customers.arrival[i] === month && left > 0) left = add(i, left);
    if (random() < 0.35) continue;
    total += customers.weight[i]!;
    active.push(i);
    cumulative.push(total);
  }
  if (active.length === 0) return documents;
  while (left > 0) {
    const at = random() * total;
    let low = 0;
    let high = cumulative.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cumulative[middle]! > at) high = middle;
      else low = middle + 1;
    }
    left = add(active[low]!, left);
  }
  return documents;
}

function decimal(minor: number): string {
  const sign = minor < 0 ? '-' : '';
  const positive = Math.abs(minor);
  const cents = positive % 100;
  return `${sign}${(positive - cents) / 100}.${cents < 10 ? '0' : ''}${cents}`;
}

function buffered(path: string): { write(text: string): void; close(): void } {
  const descriptor = openSync(path, 'w');
  let pending = '';
  const flush = (): void => {
    writeSync(descriptor, pending, null, 'latin1');
    pending = '';
  };
  return {
    write(text) {
      pending += text;
      if (pending.length > 1 << 20) flush();
    },
    close() {
      flush();
      closeSync(descriptor);
    },
  };
}
