/** Saves the model that was tried, or forgets every saved one, after asking, and begins with the usual work again. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { m } from '../../../messages/compiled/messages.js';
import { api } from '../data/api.ts';
import type { CostModel, ModelPreview } from '../data/shapes.ts';
import { useJob } from '../data/useJob.ts';
import { SaveRules } from '../rules/SaveRules.tsx';
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
  const saving = useJob(api.saveCostModels);
  return (
    <SaveRules
      saving={saving}
      asked={draft}
      state={!changed ? m.model_as_saved() : `${preview?.after ? `${changeWords(preview, preview.after)} ` : ''}${m.model_not_saved()}`}
      changed={changed}
      possible={changed && preview !== undefined && preview.problems.length === 0}
      word={m.model_save()}
      onDiscard={onDiscard}
      defaults={chosen && <StartingModel onChoose={() => saving.start(null)} />}
    />
  );
}

function StartingModel({ onChoose }: { onChoose: () => void }) {
  const [asking, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="subtle" onClick={open}>
        {m.model_starting()}
      </Button>
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
                    onChoose();
                  }}
                >
                  {m.model_starting()}
                </Button>
              </Group>
            </Stack>
          </Modal.Body>
        </Modal.Content>
      </Modal.Root>
    </>
  );
}
