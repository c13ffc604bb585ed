/** What a one in the money columns stands for: roubles, thousands or millions, as titles and headings say it. */
import type { Answers } from '../../facts/row/reading.ts';
import { unitInHeading, unitInTitle } from '../../facts/values/unit.ts';
import type { Assumption } from './assumption.ts';
import { decide, evidence } from './decide.ts';

/** Of all money columns, as the titles say; a heading that says so itself (read-values.ts) is not multiplied again. */
export function assumeUnit({ titles, headings, answers }: { titles: string[]; headings: string[]; answers: Answers }): Assumption {
  const inHeading = headings.find((heading) => unitInHeading(heading) > 1);
  const titled = inHeading === undefined ? titles.find((title) => unitInTitle(title) > 1) : undefined;
  if (titled !== undefined)
    return decide(
      {
        key: 'unit',
        value: String(unitInTitle(titled)),
        sureness: 'evident',
        evidence: [evidence('title', { title: titled })],
        others: ['1'],
      },
      answers,
    );
  const others = inHeading === undefined ? ['1000', '1000000'] : [];
  return decide(
    {
      key: 'unit',
      value: '1',
      sureness: 'evident',
      evidence: inHeading === undefined ? [] : [evidence('unit_in_heading', { heading: inHeading })],
      others,
    },
    answers,
  );
}
