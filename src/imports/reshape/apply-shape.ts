/** The rows of a file through the steps of its shape, in one stream: each row becomes none, one or several, all with its own number. */
import type { RawRow } from '../../facts/row/raw-row.ts';
import { accountCard } from './account-card.ts';
import { agreements } from './agreements.ts';
import { dateOfTitle } from './date-of-title.ts';
import { ledger } from './ledger.ts';
import { monthsAcross } from './months-across.ts';
import { monthsInRows } from './months-in-rows.ts';
import { nameInColumns } from './name-in-columns.ts';
import { partyWithDocument } from './party-with-document.ts';
import { reconciliation } from './reconciliation.ts';
import { returnsBeside } from './returns-beside.ts';
import { ruledList } from './ruled-list.ts';
import { salesBook } from './sales-book.ts';
import { settledBeside } from './settled-beside.ts';
import { settlements } from './settlements.ts';
import type { Reshaper, Shape, Step } from './shape.ts';
import { staircase } from './staircase.ts';
import { subscriptions } from './subscriptions.ts';

export async function* applyShape(shape: Shape | null, rows: AsyncIterable<RawRow[]>): AsyncGenerator<RawRow[]> {
  if (shape === null) {
    yield* rows;
    return;
  }
  const chain = shape.steps.map(reshaperOf);
  for await (const some of rows) {
    const made = some.flatMap((row) => through(chain, [row]));
    if (made.length > 0) yield made;
  }
  const rest = atEnd(chain);
  if (rest.length > 0) yield rest;
}

/** The same of rows that are at hand. */
export function reshapeRows(steps: readonly Step[], rows: readonly RawRow[]): RawRow[] {
  const chain = steps.map(reshaperOf);
  return [...rows.flatMap((row) => through(chain, [row])), ...atEnd(chain)];
}

function through(chain: readonly Reshaper[], rows: RawRow[]): RawRow[] {
  return chain.reduce((made, step) => made.flatMap((row) => step.push(row)), rows);
}

function atEnd(chain: readonly Reshaper[]): RawRow[] {
  return chain.reduce<RawRow[]>((made, step) => [...made.flatMap((row) => step.push(row)), ...step.end()], []);
}

function reshaperOf(step: Step): Reshaper {
  switch (step.name) {
    case 'ruled_list':
      return ruledList(step);
    case 'months_across':
      return monthsAcross(step);
    case 'months_in_rows':
      return monthsInRows(step);
    case 'date_of_title':
      return dateOfTitle(step);
    case 'ledger':
      return ledger(step);
    case 'account_card':
      return accountCard(step);
    case 'reconciliation':
      return reconciliation(step);
    case 'settlements':
      return settlements(step);
    case 'staircase':
      return staircase(step);
    case 'sales_book':
      return salesBook(step);
    case 'agreements':
      return agreements(step);
    case 'subscriptions':
      return subscriptions(step);
    case 'party_with_document':
      return partyWithDocument(step);
    case 'name_in_columns':
      return nameInColumns(step);
    case 'returns_beside':
      return returnsBeside(step);
    case 'settled_beside':
      return settledBeside(step);
  }
}
