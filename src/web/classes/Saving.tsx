/** The one decision: keep what was tried. Saving values everybody by the new rules, with its progress, and a way to stop it. */
import { Button, Group, Text } from '@mantine/core';
import { m } from '../../../messages/compiled/messages.js';
import { api } from '../data/api.ts';
import type { SettingsChange } from '../data/shapes.ts';
import { useJob } from '../data/useJob.ts';
import { problemOf, ProblemNote } from '../ui/ProblemNote.tsx';
import { Work } from '../ui/Work.tsx';
import css from '../ui/Decision.module.css';

interface SavingProps {
  /** Settings by their names; the others stay. */
  change: Extract<SettingsChange, { change: unknown }>['change'];
  /** What was tried, while it is not saved: in sight on a phone, too. */
  unsaved: string;
  changed: boolean;
  isDefault: boolean;
  onDiscard: () => void;
  onDefaults: () => void;
}

export function Saving({ change, unsaved, changed, isDefault, onDiscard, onDefaults }: SavingProps) {
  const save = useJob(() => api.saveSettings({ change }));

  if (save.working) {
    return (
      <div className={css.decision}>
        <div className={css.hint}>
          <Work progress={save.job?.progress ?? null} waiting={m.step_waiting()} onCancel={save.cancel} cancelling={save.cancelling} />
        </div>
      </div>
    );
  }
  return (
    <div className={css.decision}>
      {save.refused && <ProblemNote problem={problemOf(save.refused)} />}
      {save.job?.failure && <ProblemNote problem={save.job.failure} />}
      <Text size="sm" c="dimmed" className={css.hint ?? ''}>
        {changed ? unsaved : m.classes_as_saved()}
      </Text>
      <Group gap="sm" className={css.buttons ?? ''}>
        {!isDefault && (
          <Button variant="subtle" onClick={onDefaults}>
            {m.classes_defaults()}
          </Button>
        )}
        <Button variant="default" onClick={onDiscard} disabled={!changed}>
          {m.classes_discard()}
        </Button>
        <Button onClick={() => save.start(undefined)} loading={save.starting} disabled={!changed}>
          {m.classes_save()}
        </Button>
      </Group>
    </div>
  );
}
