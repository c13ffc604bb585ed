/**
 * What a word for a state or kind of document means in this file: whether its rows count. A word that is known decides; any other
 * is asked (imports/assumptions/states.ts).
 */
import { documentKind, flagKind, isOtherDocument } from './kind-words.ts';
import type { ColumnMeaning } from './meanings.ts';
import type { Answers, WordHabits } from './reading.ts';
import { stateClass, type WordMeaning } from './state-words.ts';

/** What a word of this file is taken to mean. `open`: it is asked; `means` is then the likely answer. */
export interface DecidedWord {
  means: WordMeaning;
  open: boolean;
  decidedBy: 'file' | 'person';
}

/** Columns whose words decide whether a row counts. */
export type WordColumn = Extract<ColumnMeaning, 'posted' | 'document_type' | 'return_flag'>;

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
