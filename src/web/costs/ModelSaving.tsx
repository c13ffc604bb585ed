/** The one decision: keep the model that was tried, drop it, or forget every saved one and begin with the usual work again. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { m } from '../../../messages/compiled/messages.js';
import saving from '../ui/Decision.module.css';
import { api } from '../data/api.ts';
import type { CostModel, ModelPreview } from '../data/shapes.ts';
import { useJob } from '../data/useJob.ts';
import { problemOf, ProblemNote } from '../ui/ProblemNote.tsx';
import { Work } from '../ui/Work.tsx';
import { changeWords } from './change-words.ts';

interface ModelSavingProps {
  draft: CostModel[];
  changed: boolean;
  /** Whether there is a saved model to forget. */
  chosen: boolean;
  /** What was tried, while it is known. */
  preview: ModelPreview | undefined;
  onDiscard: () => void;
}

export function ModelSaving({ draft, changed, chosen, preview, onDiscard }: ModelSavingProps) {
  const [asking, { open, close }] = useDisclosure(false);
  const save = useJob(api.saveCostModels);
  const possible = changed && preview !== undefined && preview.problems.length === 0;
  if (save.working) {
    return (
      <div className={saving.decision}>
        <div className={saving.hint}>
          <Work progress={save.job?.progress ?? null} waiting={m.step_waiting()} onCancel={save.cancel} cancelling={save.cancelling} />
        </div>
      </div>
    );
  }
  return (
    <div className={saving.decision}>
      {save.refused && <ProblemNote problem={problemOf(save.refused)} />}
      {save.job?.failure && <ProblemNote problem={save.job.failure} />}
      <Text size="sm" c="dimmed" className={saving.hint ?? ''}>
        {!changed ? m.model_as_saved() : `${preview?.after ? `${changeWords(preview, preview.after)} ` : ''}${m.model_not_saved()}`}
      </Text>
      <Group gap="sm" className={saving.buttons ?? ''}>
        {chosen && (
          <Button variant="subtle" onClick={open}>
            {m.model_starting()}
          </Button>
        )}
        <Button variant="default" onClick={onDiscard} disabled={!changed}>
          {m.classes_discard()}
        </Button>
        <Button onClick={() => save.start(draft)} loading={save.starting} disabled={!possible}>
          {m.model_save()}
        </Button>
      </Group>
      <Modal.Root opened={asking} onClose={close} centered>
        <Modal.Overlay />
        {/* The title stands in the body: Mantine's header would be a second banner of the page. */}
        <Modal.Content>
          <Modal.Body pt="md">
            <Modal.Title component="h2" fw={650} fz={20} mb="sm">
              {m.model_starting_title()}
            </Modal.Title>
            <Stack>
              <Text>{m.model_starting_what()}</Text>
              <Group justify="flex-end">
                <Button variant="default" onClick={close}>
                  {m.undo_leave()}
                </Button>
                <Button
                  color="risk"
                  onClick={() => {
                    close();
                    save.start(null);
                  }}
                >
                  {m.model_starting()}
                </Button>
              </Group>
            </Stack>
          </Modal.Body>
        </Modal.Content>
      </Modal.Root>
    </div>
  );
}
