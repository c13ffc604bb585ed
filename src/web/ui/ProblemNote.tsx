/** A refusal in plain words: the event, the unchanged data, the next step. Made here from a code; the server sends no sentences. */
import { m } from '../../../messages/compiled/messages.js';
import { ServerProblem } from '../data/api.ts';
import type { Problem } from '../data/shapes.ts';
import { sentence } from '../language/words.ts';
import { AlertIcon } from './icons.tsx';
import css from './ProblemNote.module.css';

export function ProblemNote({ problem }: { problem: Problem }) {
  const { happened, todo } = problemInWords(problem);
  return (
    <div role="alert" className={css.problem}>
      <AlertIcon size={22} />
      <div>
        <p className={css.happened}>{happened}</p>
        {todo && <p>{todo}</p>}
      </div>
    </div>
  );
}

export function problemOf(error: unknown): Problem {
  return error instanceof ServerProblem ? error.problem : { code: 'unexpected', detail: { status: String(error) } };
}

function problemInWords(problem: Problem): { happened: string; todo: string | null } {
  const detail = readable(problem.detail);
  for (const subject of ['refusal', 'problem']) {
    const happened = sentence(`${subject}_${problem.code}`, detail);
    if (happened) return { happened, todo: sentence(`${subject}_${problem.code}_todo`, detail) };
  }
  return { happened: m.problem_unexpected({ status: problem.code }), todo: m.problem_unexpected_todo() };
}

/** Details name columns by their codes; a person reads their names. */
function readable(detail: Problem['detail']): Record<string, string> {
  const named = detail['meaning'] ?? detail['column'];
  if (!named) return detail;
  const words = named
    .split(', ')
    .map((meaning) => sentence(`meaning_${meaning === 'amount' ? 'net_amount' : meaning}`, {}) ?? meaning)
    .join(', ');
  return { ...detail, meaning: words, column: words };
}
