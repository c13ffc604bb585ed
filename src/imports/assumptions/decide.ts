/** One assumption out of what the file shows and what a person answered; the person's word always decides. */
import type { Answers } from '../../facts/row/reading.ts';
import { type Assumption, type AssumptionKey, type Evidence, questionKey } from './assumption.ts';

export interface Found {
  key: AssumptionKey;
  about?: string;
  value: string;
  sureness: Assumption['sureness'];
  evidence?: Evidence[];
  /** What it may be besides `value`. */
  others?: readonly string[];
}

export function decide(found: Found, answers: Answers): Assumption {
  const { key, about = '', value, sureness, evidence: shown = [], others = [] } = found;
  const options = [...new Set([value, ...others])].map((option) => ({ value: option, outcome: null }));
  const answer = answers[questionKey({ key, about })];
  if (answer !== undefined)
    return { key, about, value: answer, evidence: [evidence('person')], sureness: 'evident', decidedBy: 'person', options };
  return { key, about, value, evidence: shown, sureness, decidedBy: 'file', options };
}

export function evidence(code: string, detail: Record<string, string> = {}): Evidence {
  return { code, detail };
}
