/**
 * Which rows are shipments, by the words that a file prints for their state and their kind of document. A word that is known
 * decides; a word that nobody has met, or that means one thing for an invoice and another for an order, is asked. Until it is
 * answered its rows are held.
 */
import type { ColumnMeaning, RawRow } from '../contract.ts';
import { documentKind, flagKind, isInvoice, isOtherDocument } from '../interpret/kind-words.ts';
import { type StateClass, stateClass, type WordMeaning } from '../interpret/state-words.ts';
import { cellText } from '../values/cell.ts';
import { looseReference } from '../values/document-reference.ts';
import type { Answers } from './assumption.ts';

/** What a word of this file is taken to mean. `open`: it is asked; `means` is then the likely answer. */
export interface DecidedWord {
  means: WordMeaning;
  open: boolean;
  decidedBy: 'file' | 'person';
}

/** Columns whose words decide whether a row counts. */
export type WordColumn = Extract<ColumnMeaning, 'posted' | 'document_type' | 'return_flag'>;

export interface WordHabits {
  /** States of deals stand in the column: whatever is not won is no sale. */
  deals: boolean;
  /** Some rows are surely done, so those under way are not. */
  contrast: boolean;
  /** The documents are invoices or delivery notes: what is owed for them was shipped. */
  invoices: boolean;
  /** Kinds are numbers (1, 2, 3), and no sum is negative: nothing but a person can tell which of them are returns. */
  codes: boolean;
}

/** What the first rows show of the file's way with states. */
export function wordHabits(found: {
  rows: RawRow[];
  meanings: ColumnMeaning[];
  headings: string[];
  titles: string[];
  signed: boolean;
}): WordHabits {
  const { rows, meanings, headings, titles, signed } = found;
  const states = meanings.flatMap((meaning, column) => (meaning === 'posted' ? [column] : []));
  const posted = states[0] ?? -1;
  const classes = new Set<StateClass | null>(states.flatMap((column) => rows.map((row) => stateClass(cellText(row.cells[column])))));
  const typed = [meanings.indexOf('document_type'), meanings.indexOf('document'), meanings.indexOf('return_flag')].filter(
    (column) => column >= 0,
  );
  const namesInvoices = (text: string): boolean => isInvoice(text);
  const kinds = [meanings.indexOf('document_type'), meanings.indexOf('return_flag')].filter(
    (column) => column >= 0 && /вид|тип|kind|type|vid|tip|операц|oper/i.test(headings[column]!),
  );
  const codes = kinds.map((column) => new Set(rows.map((row) => cellText(row.cells[column])).filter((text) => text !== '')));
  return {
    codes: !signed && codes.some((some) => some.size > 1 && some.size <= 10 && [...some].every((code) => /^\d{1,3}$/.test(code))),
    deals:
      classes.has('won') || (posted >= 0 && /сделк|угод|стади|этап|етап|stage|deal|pipeline|lead|opportunity/i.test(headings[posted]!)),
    contrast: classes.has('done') || classes.has('won'),
    invoices:
      namesInvoices(titles.join(' ')) ||
      headings.some(
        (heading, column) => /^(document|document_number|document_type|date)$/.test(meanings[column]!) && namesInvoices(heading),
      ) ||
      (rows.length > 0 &&
        typed.some(
          (column) => rows.filter((row) => namesInvoices(looseReference(cellText(row.cells[column])).type)).length > rows.length / 2,
        )),
  };
}

/** Decides the words of a file one by one, and remembers them. */
export class WordMeanings {
  private readonly decided = new Map<string, DecidedWord | null>();
  private readonly habits: WordHabits;
  private readonly answers: Answers;

  constructor(habits: WordHabits, answers: Answers) {
    this.habits = habits;
    this.answers = answers;
  }

  /** Null where the cell is empty or its word says nothing either way. */
  of(column: WordColumn, printed: string): DecidedWord | null {
    const key = `${column}\u0001${printed}`;
    let word = this.decided.get(key);
    if (word === undefined) this.decided.set(key, (word = this.decide(column, printed)));
    return word;
  }

  private decide(column: WordColumn, printed: string): DecidedWord | null {
    const text = printed.trim();
    if (text === '') return null;
    const answer = this.answers[`state:${text}`];
    if (answer !== undefined && isMeaning(answer)) return { means: answer, open: false, decidedBy: 'person' };
    const word = column === 'posted' ? this.state(text) : this.kind(column, text);
    const general = this.answers['state'];
    if (word?.open === true && general !== undefined)
      return { means: general === 'likely' ? word.means : isMeaning(general) ? general : word.means, open: false, decidedBy: 'person' };
    return word;
  }

  private state(text: string): DecidedWord {
    const { deals, contrast, invoices } = this.habits;
    switch (stateClass(text)) {
      case 'done':
        return deals ? { means: 'draft', open: true, decidedBy: 'file' } : sure('counts');
      case 'won':
        return sure('counts');
      case 'void':
      case 'lost':
        return sure('draft');
      case 'pending':
        return deals || contrast ? sure('draft') : { means: 'draft', open: true, decidedBy: 'file' };
      case 'unpaid':
        return invoices ? sure('counts') : { means: contrast ? 'draft' : 'counts', open: true, decidedBy: 'file' };
      case 'part':
        return { means: 'counts', open: true, decidedBy: 'file' };
      case null:
        return { means: deals ? 'draft' : 'counts', open: true, decidedBy: 'file' };
    }
  }

  private kind(column: WordColumn, text: string): DecidedWord | null {
    if (this.habits.codes && /^\d{1,3}$/.test(text)) return { means: 'counts', open: true, decidedBy: 'file' };
    const flag = column === 'return_flag' ? flagKind(text) : documentKind(text);
    if (flag === 'yes' || flag === 'no') return null;
    if (isOtherDocument(text)) return sure('no');
    if (flag !== null) return sure(flag === 'sale' ? 'counts' : flag);
    // "№ 17": a number is no kind of document.
    if (!/\p{L}{2}/u.test(text)) return null;
    return { means: 'counts', open: true, decidedBy: 'file' };
  }
}

function sure(means: WordMeaning): DecidedWord {
  return { means, open: false, decidedBy: 'file' };
}

export const wordAnswers = ['counts', 'draft', 'return', 'correction', 'no'] as const satisfies readonly WordMeaning[];

function isMeaning(answer: string): answer is WordMeaning {
  return (wordAnswers as readonly string[]).includes(answer);
}
