/** The one decision about any rules: keep what was tried or drop it. Saving makes everything again by them, with its progress, and a way to stop it. */
import { Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import type { Work } from '../data/useJob.ts';
import css from '../ui/Decision.module.css';
import { problemOf, ProblemNote } from '../ui/ProblemNote.tsx';
import { Work as Working } from '../ui/Work.tsx';

interface SaveRulesProps<Asked> {
  /** Of useJob. */
  saving: Work<Asked>;
  asked: Asked;
  /** The tried values until they are saved: visible on a phone, too. */
  state: string;
  changed: boolean;
  /** False where what was tried cannot be saved. */
  possible?: boolean;
  word: string;
  onDiscard: () => void;
  /** The way back to what holds when nothing is chosen. */
  defaults?: ReactNode;
}

export function SaveRules<Asked>({ saving, asked, state, changed, possible = changed, word, onDiscard, defaults }: SaveRulesProps<Asked>) {
  if (saving.working) {
    return (
      <div className={css.decision}>
        <div className={css.hint}>
          <Working
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
        {defaults}
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
