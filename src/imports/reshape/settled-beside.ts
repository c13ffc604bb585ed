/** Lists of shipments or bills that say beside each sum how much of it is paid and how much is not: these are no payments. */
import type { RawRow } from '../../facts/row/raw-row.ts';
import { isTotal } from '../interpret/total-words.ts';
import { matchHeading } from '../recognise/match-heading.ts';
import { cellText, isEmpty } from '../../facts/values/cell.ts';
import { numberIn, sameSum, sumOf } from './cells.ts';
import { type Heads, headsOf, rewriteColumns } from './rewrite-columns.ts';
import type { FoundStep, Reshaper } from './shape.ts';
import { columnsOf, rowsBelow, type Top } from './table-top.ts';

export interface SettledBesideStep {
  name: 'settled_beside';
  heads: Heads;
  gone: number[];
}

const paid = /^(оплачено|оплата|сумма оплаты|сплачено|paid|amount paid|paid amount|payments?|payments applied|received)(,.*| \(.*\))?$/iu;
const unpaid =
  /^(не оплачено|неоплачено|осталось оплатить|к оплате|долг|остаток|остаток долга|задолженность|не сплачено|борг|залишок|до сплати|unpaid|balance|balance due|amount due|due|outstanding|open balance|remaining)(,.*| \(.*\))?$/iu;

export function findSettledBeside(sample: readonly RawRow[], top: Top): FoundStep<SettledBesideStep> | null {
  const [paidColumns, unpaidColumns] = [columnsOf(top.headings, paid), columnsOf(top.headings, unpaid)];
  if (paidColumns.length === 0 || unpaidColumns.length === 0) return null;
  const rows = rowsBelow(sample, top).filter((row) => !isTotal(cellText(row.cells.find((cell) => !isEmpty(cell)))));
  const wholes = top.headings.flatMap((heading, column) =>
    !paidColumns.includes(column) &&
    !unpaidColumns.includes(column) &&
    /^(amount|net_amount|gross_amount)$/.test(matchHeading(heading, 'sales')[0]?.meaning ?? '')
      ? [column]
      : [],
  );
  for (const whole of wholes) {
    for (const done of paidColumns) {
      for (const open of unpaidColumns) {
        const read = rows.flatMap((row) => {
          const [all, some, rest] = [numberIn(row.cells[whole]), numberIn(row.cells[done]), numberIn(row.cells[open])];
          return all === null || (some === null && rest === null) ? [] : [sameSum(all, sumOf([some ?? none, rest ?? none]))];
        });
        if (read.length === 0 || read.filter((agrees) => agrees).length < read.length * 0.9) continue;
        return {
          step: { name: 'settled_beside', heads: headsOf(top), gone: [done, open] },
          evidence: [
            { code: 'settled_beside', detail: { amount: top.headings[whole]!, paid: top.headings[done]!, unpaid: top.headings[open]! } },
          ],
          sureness: 'evident',
          kind: 'sales',
        };
      }
    }
  }
  return null;
}

const none = { digits: 0n, scale: 2 };

export function settledBeside({ heads, gone }: SettledBesideStep): Reshaper {
  return rewriteColumns({ heads, headings: new Map(gone.map((column) => [column, ''])), rows: () => [new Map()] });
}
