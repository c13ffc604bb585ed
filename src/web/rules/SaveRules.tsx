/** The one decision about any rules: keep what was tried or drop it. Saving makes everything again by them, with its progress, and a way to stop it. */
import { Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import { useJob } from '../data/useJob.ts';
import css from '../ui/Decision.module.css';
import { problemOf, ProblemNote } from '../ui/ProblemNote.tsx';
import { Work } from '../ui/Work.tsx';

interface SaveRulesProps<Asked> {
  save: (asked: Asked) => Promise<{ jobId: string }>;
  asked: Asked;
  /** What was tried, while it is not saved: in sight on a phone, too. */
  state: string;
  changed: boolean;
  /** False where what was tried cannot be saved. */
  possible?: boolean;
  word: string;
  onDiscard: () => void;
  /** The way back to what holds when nothing is chosen; given the saving, for those that save at once. */
  defaults?: ((save: (asked: Asked) => void) => ReactNode) | false;
}

export function SaveRules<Asked>({
  save,
  asked,
  state,
  changed,
  possible = changed,
  word,
  onDiscard,
  defaults = false,
}: SaveRulesProps<Asked>) {
  const saving = useJob(save);
  if (saving.working) {
    return (
      <div className={css.decision}>
        <div className={css.hint}>
          <Work
            progress={saving.job?.progress ?? null}
            waiting={m.step_waiting()}
            onCancel={saving.cancel}
            cancelling={saving.cancelling}
          />
        </div>
      </div>
    );
  }
  return (
    <div className={css.decision}>
      {saving.refused && <ProblemNote problem={problemOf(saving.refused)} />}
      {saving.job?.failure && <ProblemNote problem={saving.job.failure} />}
      <Text size="sm" c="dimmed" className={css.hint ?? ''}>
        {state}
      </Text>
      <Group gap="sm" className={css.buttons ?? ''}>
        {defaults !== false && defaults(saving.start)}
        <Button variant="default" onClick={onDiscard} disabled={!changed}>
          {m.classes_discard()}
        </Button>
        <Button onClick={() => saving.start(asked)} loading={saving.starting} disabled={!possible}>
          {word}
        </Button>
      </Group>
    </div>
  );
}
