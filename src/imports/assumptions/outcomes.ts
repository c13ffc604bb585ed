/** What each answer to a question would load, reckoned by reading the first rows once for each. */
import type { RawRow, Recognition } from '../contract.ts';
import { Interpreter } from '../interpret/interpret.ts';
import { type Answers, type Assumption, type Outcome, questionKey, questionsIn } from './assumption.ts';
import { Tally } from './tally.ts';

interface Known {
  sample: RawRow[];
  whole: boolean;
  /** The recognition of the same rows under further answers; throws where they cannot be read so. */
  again: (answers: Answers) => Recognition;
}

/** `recognition` with the outcomes of its questions. Questions about tables have none: other tables are other rows. */
export function withOutcomes(recognition: Recognition, known: Known): Recognition {
  const asked = new Set(questionsIn(recognition.assumptions).filter(({ key }) => key !== 'table'));
  if (asked.size === 0) return recognition;
  return { ...recognition, assumptions: recognition.assumptions.map((assumption) => (asked.has(assumption) ? reckoned(assumption, known) : assumption)) };
}

function reckoned(assumption: Assumption, { sample, whole, again }: Known): Assumption {
  const options = assumption.options.map(({ value }) => {
    try {
      return { value, outcome: outcomeOf(sample, again({ [questionKey(assumption)]: value }), { ofSample: !whole }) };
    } catch {
      return { value, outcome: null };
    }
  });
  return { ...assumption, options };
}

export function outcomeOf(sample: RawRow[], recognition: Recognition, { ofSample }: { ofSample: boolean }): Outcome {
  const interpreter = new Interpreter(recognition);
  const tally = new Tally();
  sample.forEach((row, at) => {
    // The last row of a cut sample may belong to a group that goes on.
    if (at === sample.length - 1 && ofSample) return;
    tally.add(interpreter.read(row, sample[at + 1] ?? null), { withDetails: true });
  });
  return tally.outcome({ ofSample });
}
