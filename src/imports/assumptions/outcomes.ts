/** What each answer to a question would load, reckoned by reading the first rows once for each. */
import type { RawRow } from '../../facts/row/raw-row.ts';
import type { Answers } from '../../facts/row/reading.ts';
import type { Recognition } from '../recognition.ts';
import { Interpreter } from '../interpret/interpret.ts';
import { type Assumption, type Outcome, questionKey, questionsIn } from './assumption.ts';
import { reshapeRows } from '../reshape/apply-shape.ts';
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
  return {
    ...recognition,
    assumptions: recognition.assumptions.map((assumption) =>
      asked.has(assumption) ? reckoned(assumption, recognition, known) : assumption,
    ),
  };
}

/** Of longer files fewer rows are enough to compare the answers by. */
const mostRows = 1000;

function reckoned(assumption: Assumption, recognition: Recognition, { sample, whole, again }: Known): Assumption {
  const rows = whole ? sample : sample.slice(0, mostRows);
  const options = assumption.options.map(({ value }) => {
    try {
      const answered = withValue(recognition, assumption, value) ?? again({ [questionKey(assumption)]: value });
      return { value, outcome: outcomeOf(rows, answered, { ofSample: !whole }) };
    } catch {
      return { value, outcome: null };
    }
  });
  return { ...assumption, options };
}

/** The same recognition with one value changed; null where the answer changes what the columns are. */
function withValue(recognition: Recognition, { key }: Assumption, value: string): Recognition | null {
  const { mapping, reading } = recognition;
  switch (key) {
    case 'vat':
      return { ...recognition, mapping: { ...mapping, vatIncludedRate: Number(value) } };
    case 'currency':
      return { ...recognition, mapping: { ...mapping, currency: value } };
    case 'date_order':
      return { ...recognition, mapping: { ...mapping, dateOrder: value as typeof mapping.dateOrder } };
    case 'evening':
      return { ...recognition, reading: { ...reading, evening: value === 'next_day' } };
    default:
      return null;
  }
}

export function outcomeOf(sample: RawRow[], recognition: Recognition, { ofSample }: { ofSample: boolean }): Outcome {
  const interpreter = new Interpreter(recognition);
  const tally = new Tally();
  const rows = recognition.shape === null ? sample : reshapeRows(recognition.shape.steps, sample);
  rows.forEach((row, at) => {
    // The last row of a cut sample may belong to a group that goes on.
    if (at === rows.length - 1 && ofSample) return;
    tally.add(interpreter.read(row, rows[at + 1] ?? null), { withDetails: true });
  });
  return tally.outcome({ ofSample });
}
