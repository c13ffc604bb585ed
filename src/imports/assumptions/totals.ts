/**
 * The file's own totals against the rows that were read. Totals add what is printed: drafts and returns too, in whatever currency.
 * So a total is reproduced if the sums as printed, or as booked, with or without rows that do not count, give it. A total that no
 * such sum gives says that the table was not understood, or that somebody changed a number: nothing is loaded before a person
 * has looked.
 */
import type { Interpreted } from '../../facts/row/outcome.ts';
import type { RawRow } from '../../facts/row/raw-row.ts';
import type { Answers } from '../../facts/row/reading.ts';
import { isEmpty } from '../../facts/values/cell.ts';
import type { DecimalSeparator } from '../../facts/values/number.ts';
import { sampleNumber } from '../recognise/profile.ts';
import type { Assumption } from './assumption.ts';
import { decide, evidence } from './decide.ts';

export interface ControlColumn {
  index: number;
  heading: string;
  decimal: DecimalSeparator;
}

/** How rows of the table may or may not belong to a printed total. */
type Class = 'counted' | 'draft' | 'rejected' | 'held' | 'other';

interface Sums {
  /** In hundredths, as printed, by class. */
  printed: Record<Class, number>;
  /** Returns turned against sales, as they are booked. */
  booked: Record<Class, number>;
}

interface PrintedTotal {
  row: number;
  column: number;
  hundredths: number;
  /** The sums at that row since the last total, and since the beginning. */
  before: Sums;
  since: Sums;
}

const classes: readonly Class[] = ['counted', 'draft', 'rejected', 'held', 'other'];

export class ControlTotals {
  private readonly columns: readonly ControlColumn[];
  private readonly sums: Sums[];
  private readonly since: Sums[];
  private readonly totals: PrintedTotal[] = [];
  /** By column: rows of the table whose amount could not be read as a number. */
  private readonly unread: number[];
  private rows = 0;

  constructor(columns: readonly ControlColumn[]) {
    this.columns = columns;
    this.sums = columns.map(none);
    this.since = columns.map(none);
    this.unread = columns.map(() => 0);
  }

  add(row: RawRow, result: Interpreted): void {
    if (result.type === 'ignored') {
      if (result.why === 'total') return this.addTotal(row);
      if (result.why !== 'not_a_shipment' && result.why !== 'not_from_customer') return;
    }
    this.rows++;
    const belongs = classOf(result);
    const back = 'entry' in result && 'kind' in result.entry && (result.entry.kind === 'return' || result.entry.kind === 'refund');
    this.columns.forEach(({ index, decimal }, at) => {
      const value = hundredthsOf(row, index, decimal);
      if (value === null) {
        if (!isEmpty(row.cells[index])) this.unread[at]!++;
        return;
      }
      for (const sums of [this.sums[at]!, this.since[at]!]) {
        sums.printed[belongs] += value;
        sums.booked[belongs] += back ? -Math.abs(value) : value;
      }
    });
  }

  private addTotal(row: RawRow): void {
    this.columns.forEach(({ index, decimal }, at) => {
      const value = hundredthsOf(row, index, decimal);
      if (value === null) return;
      this.totals.push({ row: row.number, column: at, hundredths: value, before: copy(this.sums[at]!), since: copy(this.since[at]!) });
      this.since[at] = none();
    });
  }

  /** Null where the file prints no total over its amounts. `unit`: rounding in thousands may differ in the last digit of each row. */
  assumption({ unit, answers }: { unit: number; answers: Answers }): Assumption | null {
    const slack = 2 + (unit > 1 ? this.rows * 0.6 * 10 : this.rows * 0.001);
    let wrong: { heading: string; printed: number; read: number; row: number; unread: number } | null = null;
    let right: { heading: string; printed: number } | null = null;
    for (const [at, { heading }] of this.columns.entries()) {
      const totals = this.totals.filter(({ column }) => column === at);
      if (totals.length === 0) continue;
      const reproduced = totals.find((total) =>
        [total.since, total.before, this.sums[at]!].some((sums) => gives(sums, total.hundredths, slack)),
      );
      const last = totals.at(-1)!;
      if (reproduced) right ??= { heading, printed: reproduced.hundredths };
      else wrong ??= { heading, printed: last.hundredths, read: this.sums[at]!.booked.counted, row: last.row, unread: this.unread[at]! };
    }
    if (wrong !== null) {
      const { heading, printed, read, row, unread } = wrong;
      const said = evidence('total_differs', { heading, printed: decimalOf(printed), read: decimalOf(read), row: String(row) });
      // Rows that could not be read, and are shown as rejected, explain that the sums differ.
      return decide(
        {
          key: 'totals',
          value: 'rows',
          sureness: unread > 0 ? 'plain' : 'open',
          evidence: [said, ...(unread > 0 ? [evidence('rows_unread', { rows: String(unread) })] : [])],
          others: ['stop'],
        },
        answers,
      );
    }
    return right === null
      ? null
      : decide(
          {
            key: 'totals',
            value: 'reproduced',
            sureness: 'evident',
            evidence: [evidence('total_reproduced', { heading: right.heading, printed: decimalOf(right.printed) })],
          },
          answers,
        );
  }
}

function classOf(result: Interpreted): Class {
  if (result.type === 'rejected') return 'rejected';
  if (result.type === 'ignored') return 'other';
  if (result.type === 'draft') return 'draft';
  return result.held !== null ? 'held' : 'counted';
}

/** Whether some of the rows that may or may not belong to the total make it up together with those that count. */
function gives(sums: Sums, total: number, slack: number): boolean {
  const optional = classes.slice(1);
  for (const values of [sums.printed, sums.booked]) {
    for (let chosen = 0; chosen < 2 ** optional.length; chosen++) {
      let sum = values.counted;
      optional.forEach((name, bit) => {
        if (chosen & (1 << bit)) sum += values[name];
      });
      if (Math.abs(sum - total) <= slack || Math.abs(sum + total) <= slack) return true;
    }
  }
  return false;
}

function hundredthsOf(row: RawRow, column: number, decimal: DecimalSeparator): number | null {
  const value = sampleNumber(row.cells[column], decimal);
  return value === null ? null : Math.round(value * 100);
}

function none(): Sums {
  const zero = (): Record<Class, number> => ({ counted: 0, draft: 0, rejected: 0, held: 0, other: 0 });
  return { printed: zero(), booked: zero() };
}

function copy({ printed, booked }: Sums): Sums {
  return { printed: { ...printed }, booked: { ...booked } };
}

function decimalOf(hundredths: number): string {
  return (hundredths / 100).toFixed(2);
}
