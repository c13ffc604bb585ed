/** The problems of a model in plain words, for their fields. */
import type { ModelProblem } from '../data/shapes.ts';
import { sentence } from '../language/words.ts';
import { activityName } from './words.ts';

/** Null where nothing of the kind is wrong. */
export function problemWords(problems: ModelProblem[], isMeant: (problem: ModelProblem) => boolean): string | null {
  const found = problems.find(isMeant);
  return found === undefined ? null : problemSentence(found);
}

export function problemSentence({ code, detail, activity }: ModelProblem): string {
  return sentence(`problem_${code}`, { ...detail, activity: activityName(activity ?? '') }) ?? code;
}
