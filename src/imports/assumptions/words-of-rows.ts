/** What the words of a whole file came to: which states and kinds of documents were met, how many rows each has, and what they are worth. */
import type { Interpreted } from '../../facts/row/outcome.ts';
import { type DecidedWord, wordAnswers, type WordMeanings } from '../../facts/row/word-meanings.ts';
import type { RowView } from '../../facts/row/row-view.ts';
import { looseReference } from '../../facts/values/document-reference.ts';
import type { Assumption, Outcome } from './assumption.ts';
import { evidence } from './decide.ts';

interface Met {
  word: DecidedWord;
  rows: number;
  /** As booked, in minor units by currency. */
  net: Map<string, bigint>;
}

/** More different words than this are no states but texts; they are told as one. */
const most = 60;

export class WordsOfRows {
  private readonly words: WordMeanings;
  private readonly met = new Map<string, Met>();

  constructor(words: WordMeanings) {
    this.words = words;
  }

  add(view: RowView, result: Interpreted): void {
    for (const state of view.texts('posted')) if (state !== '') this.note(state, this.words.of('posted', state), result);
    const type = view.text('document_type') || (view.has('document') ? looseReference(view.text('document')).type : '');
    if (type !== '') this.note(type, this.words.of('document_type', type), result);
    if (view.filled('return_flag')) this.note(view.text('return_flag'), this.words.of('return_flag', view.text('return_flag')), result);
  }

  private note(printed: string, word: DecidedWord | null, result: Interpreted): void {
    if (word === null) return;
    let met = this.met.get(printed);
    if (met === undefined) {
      if (this.met.size >= most && !word.open) return;
      this.met.set(printed, (met = { word, rows: 0, net: new Map() }));
    }
    met.rows++;
    if (!('entry' in result) || !('netMinor' in result.entry)) return;
    const { currency, netMinor } = result.entry;
    met.net.set(currency, (met.net.get(currency) ?? 0n) + netMinor);
  }

  /** `accepted`: what counts without the words that are still open. */
  assumptions(accepted: Outcome): Assumption[] {
    return [...this.met].map(([about, { word, rows, net }]) => {
      const said = evidence(word.decidedBy === 'person' ? 'person' : word.open ? 'word_unknown' : 'word_known', {
        word: about,
        rows: String(rows),
        means: word.means,
      });
      const options = [word.means, ...wordAnswers.filter((value) => value !== word.means)].map((value) => ({
        value,
        outcome: word.open ? outcomeWith(accepted, { value, net }) : null,
      }));
      return {
        key: 'state',
        about,
        value: word.means,
        evidence: [said],
        sureness: word.open ? ('open' as const) : ('evident' as const),
        decidedBy: word.decidedBy,
        options,
      };
    });
  }
}

/** Only money is told: how many documents the held rows are is not counted here. */
function outcomeWith(accepted: Outcome, { value, net }: { value: string; net: ReadonlyMap<string, bigint> }): Outcome {
  const totals = new Map(accepted.totals.map(({ currency, netMinor }) => [currency, BigInt(netMinor)]));
  if (value === 'counts' || value === 'return' || value === 'correction') {
    for (const [currency, minor] of net)
      totals.set(currency, (totals.get(currency) ?? 0n) + (value === 'return' && minor > 0n ? -minor : minor));
  }
  return { ...accepted, totals: [...totals].map(([currency, netMinor]) => ({ currency, netMinor: String(netMinor) })) };
}
