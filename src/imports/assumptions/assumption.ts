/**
 * What reading a file takes for granted: each thing with its value, the evidence for it, and how sure it is. What the file
 * itself shows is done and said; what it leaves open is a question, with the outcome of each answer in figures.
 */

/** docs/reading.md describes each of them; bin/reading-page.ts writes it. */
export const assumptionKeys = [
  'table', // which sheet of a workbook, which file of an archive
  'shape', // how the table was laid out before it became one row per fact
  'kind', // sales, payments, costs…
  'column', // what one column means; about: its heading
  'unit', // roubles, thousands, millions
  'currency',
  'vat', // what the only sum includes
  'date_order', // 03.04: day or month first
  'evening', // dates stored as the evening before
  'months', // dates that say only the month
  'direction', // which way money went
  'state', // whether documents of a state or kind count; about: the word as printed
  'repeated_sum', // a sum that belongs to the whole document and is printed on each of its lines
  'totals', // the file's own totals against the rows that were read
  'hidden_rows', // rows that the workbook hides
  'formulas', // cells whose formula was never calculated
  'not_read', // columns that nothing was taken from
  'source', // whose numbering the documents have
  'overlap', // the same documents in another source
  'rate', // a rate for a currency that has none; about: the currency; '' without one, or any number
  'left_out', // records that the file itself says are none (marked as deleted)
] as const;
export type AssumptionKey = (typeof assumptionKeys)[number];

export interface Assumption {
  key: AssumptionKey;
  /** The heading, word or currency that it is about; empty where a file has only one of its kind. */
  about: string;
  value: string;
  /** What speaks for it: codes, of which sentences are made at the edge. */
  evidence: Evidence[];
  /**
   * evident: the file or a person says so. plain: the file says nothing either way, and its figures are taken as printed;
   * a person may say more. open: it changes money, dates, customers or kind, and nothing is loaded before it is answered.
   */
  sureness: 'evident' | 'plain' | 'open';
  decidedBy: 'file' | 'person' | 'remembered';
  /** What it may be, the likely one first; empty where there is no choice. */
  options: Option[];
}

export interface Evidence {
  code: string;
  detail: Record<string, string>;
}

export interface Option {
  value: string;
  /** What would be loaded; null where that was not reckoned, or where the file could not be read so. */
  outcome: Outcome | null;
}

export interface Outcome {
  totals: { currency: string; netMinor: string }[];
  documents: number;
  customers: number;
  firstDate: string | null;
  lastDate: string | null;
  /** Reckoned from the first rows of a longer file. */
  ofSample: boolean;
}

/** The name of an assumption as a person answers it: `--answer state:Черновик=no`. */
export function questionKey({ key, about }: Pick<Assumption, 'key' | 'about'>): string {
  return about === '' ? key : `${key}:${about}`;
}

/** What a person is asked: all that has a choice and that nobody decided, the ones that must be answered first. */
export function questionsIn(assumptions: readonly Assumption[]): Assumption[] {
  // A rate is a free number: going without one is all that can be offered.
  const asked = assumptions.filter(({ key, sureness, options }) => sureness !== 'evident' && (options.length > 1 || key === 'rate'));
  return [...asked.filter(({ sureness }) => sureness === 'open'), ...asked.filter(({ sureness }) => sureness === 'plain')];
}

/** What must be answered before anything is loaded. */
export function unanswered(assumptions: readonly Assumption[]): Assumption[] {
  return questionsIn(assumptions).filter(({ sureness }) => sureness === 'open');
}
