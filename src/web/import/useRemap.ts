/** A person's changes to the reading of a file, collected until it is read again with all of them. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../data/api.ts';
import { queryClient } from '../data/queries.ts';
import type { Mapping, Recognition } from '../data/shapes.ts';
import { answeredMapping } from './answered-mapping.ts';
import type { Answers } from './Questions.tsx';
import { useOnce } from './useOnce.ts';

export function useRemap(batch: string, recognition: Recognition) {
  const [mapping, setMapping] = useState<Mapping>(recognition.mapping);
  const [answers, setAnswers] = useState<Answers>({});
  const remap = useMutation({
    mutationFn: (next: Mapping) => api.remap({ id: batch, mapping: next }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['batch', batch] }),
  });
  const read = useOnce(remap);
  const asked = recognition.questions.flatMap((question) => recognition.assumptions.filter((one) => one.question === question));
  return {
    mapping,
    setMapping,
    answers,
    answer: (question: string, value: string) => setAnswers((now) => ({ ...now, [question]: value })),
    asked,
    /** How many must still be answered before anything is loaded. */
    open: asked.filter(({ question, sureness }) => sureness === 'open' && answers[question] === undefined).length,
    corrected: Object.keys(answers).length > 0 || JSON.stringify(mapping) !== JSON.stringify(recognition.mapping),
    reread: () => read(answeredMapping(mapping, answers)),
    /** The columns are recognised again, by the headings of that row; without headings they keep their given meanings. */
    pointOutHeadings(row: number | null) {
      const next = answeredMapping(mapping, { ...answers, header: row === null ? 'none' : String(row) });
      read({ ...next, columns: row === null ? mapping.columns.map((column) => ({ ...column, heading: '' })) : [] });
    },
    remap,
  };
}
