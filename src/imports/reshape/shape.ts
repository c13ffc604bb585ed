/**
 * What a table that is laid out otherwise has to go through before it is a plain one: data, kept with the recognition, so that
 * reading the whole file does what was found on its first rows. Nothing here decides; find-shape.ts does.
 */
import type { Evidence } from '../assumptions/assumption.ts';
import type { FactName } from '../../facts/kinds.ts';
import type { RawRow } from '../../facts/row/raw-row.ts';
import type { AccountCardStep } from './account-card.ts';
import type { AgreementsStep } from './agreements.ts';
import type { DateOfTitleStep } from './date-of-title.ts';
import type { LedgerStep } from './ledger.ts';
import type { MonthsAcrossStep } from './months-across.ts';
import type { MonthsInRowsStep } from './months-in-rows.ts';
import type { NameInColumnsStep } from './name-in-columns.ts';
import type { PartyWithDocumentStep } from './party-with-document.ts';
import type { ReconciliationStep } from './reconciliation.ts';
import type { ReturnsBesideStep } from './returns-beside.ts';
import type { RuledListStep } from './ruled-list.ts';
import type { SalesBookStep } from './sales-book.ts';
import type { SettledBesideStep } from './settled-beside.ts';
import type { SettlementsStep } from './settlements.ts';
import type { StaircaseStep } from './staircase.ts';
import type { SubscriptionsStep } from './subscriptions.ts';

export type Step =
  | RuledListStep
  | MonthsAcrossStep
  | MonthsInRowsStep
  | DateOfTitleStep
  | LedgerStep
  | AccountCardStep
  | ReconciliationStep
  | SettlementsStep
  | StaircaseStep
  | SalesBookStep
  | AgreementsStep
  | SubscriptionsStep
  | PartyWithDocumentStep
  | NameInColumnsStep
  | ReturnsBesideStep
  | SettledBesideStep;

/** In the order in which they are looked for; a list in rules may hold months across. */
export const shapeNames = [
  'ruled_list',
  'months_across',
  'ledger',
  'account_card',
  'reconciliation',
  'settlements',
  'sales_book',
  'agreements',
  'subscriptions',
  'staircase',
  'party_with_document',
  'name_in_columns',
  'returns_beside',
  'settled_beside',
  'months_in_rows',
  'date_of_title',
] as const satisfies readonly Step['name'][];
export type ShapeName = (typeof shapeNames)[number];

export interface Shape {
  /** The first thing done, which a person is told. */
  name: ShapeName;
  steps: Step[];
  /** What the rows are once they are plain; null where their headings and titles tell. */
  kind: FactName | null;
}

export interface FoundShape {
  shape: Shape;
  evidence: Evidence[];
  sureness: 'evident' | 'open';
  /** What is done now, of `options`; a person answers one of them. */
  value: string;
  options: string[];
}

/** What one shape found in the first rows. */
export interface FoundStep<S extends Step = Step> {
  step: S;
  evidence: Evidence[];
  sureness: 'evident' | 'open';
  kind?: FactName;
  /** Readings between which a person chooses, where there are several; the chosen one is in the step. */
  readings?: { value: string; options: string[] };
}

/** Rows in, rows out; a step that must look at the row below keeps one back until `end`. */
export interface Reshaper {
  push(row: RawRow): RawRow[];
  end(): RawRow[];
}
