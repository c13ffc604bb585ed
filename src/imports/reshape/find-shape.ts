/**
 * Whether the table of a file is laid out otherwise than one row per fact, told by its headings and by what stands below them, on the first
 * rows; and by which steps it becomes plain. Ordinary tables have no shape.
 */
import type { Evidence } from '../assumptions/assumption.ts';
import type { FactName } from '../../facts/kinds.ts';
import type { RawRow } from '../../facts/row/raw-row.ts';
import { findAccountCard } from './account-card.ts';
import { findAgreements } from './agreements.ts';
import { reshapeRows } from './apply-shape.ts';
import { findDateOfTitle } from './date-of-title.ts';
import { findLedger } from './ledger.ts';
import { findMonthsAcross } from './months-across.ts';
import { findMonthsInRows } from './months-in-rows.ts';
import { findNameInColumns } from './name-in-columns.ts';
import { findPartyWithDocument } from './party-with-document.ts';
import { findReconciliation } from './reconciliation.ts';
import { findReturnsBeside } from './returns-beside.ts';
import { findRuledList } from './ruled-list.ts';
import { findSalesBook } from './sales-book.ts';
import { findSettledBeside } from './settled-beside.ts';
import { findSettlements } from './settlements.ts';
import type { FoundShape, FoundStep, Step } from './shape.ts';
import { findStaircase } from './staircase.ts';
import { findSubscriptions } from './subscriptions.ts';
import { findTop, type Top } from './table-top.ts';

/** What a person answers who wants the table read as it stands. */
const asItStands = 'as_it_stands';

/** `answer`: what a person said of the shape before; null: an ordinary table. */
export function findShape({ sample, answer }: { sample: readonly RawRow[]; answer?: string | undefined }): FoundShape | null {
  if (answer === asItStands) return null;
  const found: FoundStep[] = [];
  let rows = sample;
  const take = (step: FoundStep | null): boolean => {
    if (step === null) return false;
    found.push(step);
    rows = reshapeRows([step.step], rows).filter((row) => row.leftOut !== true);
    return true;
  };
  take(findRuledList(rows));
  const across = findMonthsAcross(rows);
  if (across?.trouble) return null;
  let top = findTop(rows);
  if (across) take(across.found);
  else if (top) for (const find of wholeTables) if (take(find(rows, top, answer))) break;
  if (found.length > 0) top = findTop(rows);
  for (const find of columns) if (top !== null && take(find(rows, top))) top = findTop(rows);
  return found.length === 0 ? null : together(found, answer);
}

/** Of these a table is one at most. */
const wholeTables: readonly ((rows: readonly RawRow[], top: Top, answer: string | undefined) => FoundStep | null)[] = [
  findReconciliationIn,
  findAccountCard,
  findLedger,
  findSettlements,
  findSalesBook,
  findAgreements,
  findSubscriptions,
  findStaircase,
];

function findReconciliationIn(rows: readonly RawRow[], _top: Top, answer: string | undefined): FoundStep | null {
  return findReconciliation(rows, answer);
}

/** These come together. */
const columns: readonly ((rows: readonly RawRow[], top: Top) => FoundStep | null)[] = [
  findPartyWithDocument,
  findNameInColumns,
  findReturnsBeside,
  findSettledBeside,
  monthsIn,
  findDateOfTitle,
];

function monthsIn(rows: readonly RawRow[], top: Top): FoundStep | null {
  const months = findMonthsInRows(rows, top);
  return months === null || months.trouble !== null ? null : months.found;
}

function together(found: FoundStep[], answer: string | undefined): FoundShape {
  const steps: Step[] = found.map(({ step }) => step);
  const evidence: Evidence[] = found.flatMap((one) => one.evidence);
  const kinds = found.flatMap((one): FactName[] => (one.kind === undefined ? [] : [one.kind]));
  const readings = found.find((one) => one.readings !== undefined)?.readings;
  const name = steps[0]!.name;
  const value = readings?.value ?? name;
  const open = answer !== value && found.some(({ sureness }) => sureness === 'open');
  return {
    shape: { name, steps, kind: kinds[0] ?? null },
    evidence,
    sureness: open ? 'open' : 'evident',
    value,
    options: [...(readings?.options ?? [name]), asItStands],
  };
}
