/** The one decision: keep what was tried. Saving values everybody by the new rules, with its progress, and a way to stop it. */
import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import { api } from '../data/api.ts';
import { forgetFigures, isFinished, jobQuery } from '../data/queries.ts';
import type { Moves, ValuationSettings } from '../data/shapes.ts';
import { problemOf, ProblemNote } from '../ui/ProblemNote.tsx';
import { Work } from '../ui/Work.tsx';
import { movedWords } from './moved-words.ts';
import css from './Saving.module.css';

interface SavingProps {
  draft: ValuationSettings;
  /** What was tried, while it is known: in sight on a phone, too. */
  moves: Moves | null | undefined;
  changed: boolean;
  isDefault: boolean;
  onDiscard: () => void;
  onDefaults: () => void;
}

export function Saving({ draft, moves, changed, isDefault, onDiscard, onDefaults }: SavingProps) {
  const [jobId, setJobId] = useState<string | null>(null);
  const save = useMutation({ mutationFn: () => api.saveSettings({ change: draft }), onSuccess: (started) => setJobId(started.jobId) });
  const cancel = useMutation({ mutationFn: () => api.cancelJob(jobId ?? '') });
  const job = useQuery({ ...jobQuery(jobId ?? ''), enabled: jobId !== null });
  const working = jobId !== null && (job.data === undefined || !isFinished(job.data));
  const done = job.data?.state === 'done';

  useEffect(() => {
    if (done) void forgetFigures();
  }, [done]);

  if (working) {
    return (
      <div className={css.decision}>
        <div className={css.hint}><Work progress={job.data?.progress ?? null} waiting={m.step_waiting()} onCancel={() => cancel.mutate()} cancelling={cancel.isPending} /></div>
      </div>
    );
  }
  return (
    <div className={css.decision}>
      {save.isError && <ProblemNote problem={problemOf(save.error)} />}
      {job.data?.failure && <ProblemNote problem={job.data.failure} />}
      <Text size="sm" c="dimmed" className={css.hint ?? ''}>{!changed ? m.classes_as_saved() : `${moves ? `${movedWords(moves.tier, moves.currency)} ` : ''}${m.classes_not_saved()}`}</Text>
      <Group gap="sm" className={css.buttons ?? ''}>
        {!isDefault && <Button variant="subtle" onClick={onDefaults}>{m.classes_defaults()}</Button>}
        <Button variant="default" onClick={onDiscard} disabled={!changed}>{m.classes_discard()}</Button>
        <Button onClick={() => save.mutate()} loading={save.isPending} disabled={!changed}>{m.classes_save()}</Button>
      </Group>
    </div>
  );
}
