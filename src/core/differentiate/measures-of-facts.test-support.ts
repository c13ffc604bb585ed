/** Measures from a few shipments and payments given by month, for tests: the work of SQL for the journal, in a loop. */
import { epochDay, incompletePeriod, periodsUpTo, type WindowKind } from '../calendar.ts';
import { allocateCells, type CustomerMeasures } from './measures.ts';

export interface TestFact {
  customer: string;
  day: string;
  net?: number;
  cost?: number | null;
  list?: number;
  discount?: number;
  units?: number;
  paid?: number;
}

/** Customers are indexed in the order of `customers`; their codes are their names. */
export function measuresOf(input: { asOf: string; facts: TestFact[]; customers: string[]; window?: WindowKind }): CustomerMeasures {
  const window = input.window ?? 'calendar';
  const facts = input.facts.filter((fact) => fact.day <= input.asOf);
  const firstDay = facts.map((fact) => fact.day).toSorted()[0];
  const periods = firstDay === undefined ? [] : periodsUpTo({ asOf: input.asOf, firstDay, window });
  const unfinished = incompletePeriod({ asOf: input.asOf, window });
  const stretches = [...periods, unfinished ?? { first: '9999-01-01', last: '0000-01-01' }];
  const rows = stretches.map((period) =>
    input.customers.flatMap((customer, index) => {
      const own = facts.filter((fact) => fact.customer === customer && fact.day >= period.first && fact.day <= period.last);
      return own.length > 0 ? [{ index, own }] : [];
    }),
  );
  const start = Int32Array.from([0, ...rows.map((_, p) => rows.slice(0, p + 1).flat().length)]);
  const cells = allocateCells(rows.flat().length);
  rows.flat().forEach(({ index, own }, cell) => {
    const sum = (pick: (fact: TestFact) => number | null | undefined): number => own.reduce((total, fact) => total + (pick(fact) ?? 0), 0);
    const days = [...new Set(own.map((fact) => fact.day))]
      .filter((day) => own.filter((fact) => fact.day === day).reduce((total, fact) => total + (fact.net ?? 0), 0) > 0)
      .map(epochDay)
      .toSorted((a, b) => a - b);
    const shipped = sum((fact) => fact.net) > 0;
    cells.customer[cell] = index;
    cells.revenueMinor[cell] = sum((fact) => fact.net);
    cells.costMinor[cell] = sum((fact) => fact.cost);
    cells.costUnknown[cell] = own.some((fact) => fact.cost === null) ? 1 : 0;
    cells.listMinor[cell] = sum((fact) => fact.list);
    cells.discountMinor[cell] = sum((fact) => fact.discount);
    cells.unitsMicro[cell] = sum((fact) => fact.units);
    cells.orders[cell] = own.filter((fact) => (fact.net ?? 0) > 0).length;
    cells.paymentsMinor[cell] = sum((fact) => fact.paid);
    cells.paymentsCount[cell] = own.filter((fact) => (fact.paid ?? 0) > 0).length;
    cells.shipped[cell] = shipped ? 1 : 0;
    cells.firstDay[cell] = shipped ? days[0]! : 0;
    cells.lastDay[cell] = shipped ? days.at(-1)! : 0;
    cells.shipmentDays[cell] = shipped ? days.length : 0;
  });
  const sorted = input.customers.toSorted();
  const codeRank = Int32Array.from(input.customers, (customer) => sorted.indexOf(customer));
  return { asOf: input.asOf, customersCount: input.customers.length, codeRank, periods, costsKnown: false, start, cells };
}
