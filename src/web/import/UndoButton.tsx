/** Takes a loaded file back, after saying what that will do. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import { api } from '../data/api.ts';
import { forgetFigures, isFinished, jobQuery } from '../data/queries.ts';
import type { Batch } from '../data/shapes.ts';
import { wholeMoney } from '../language/format.ts';
import { UndoIcon } from '../ui/icons.tsx';
import { ProblemNote, problemOf } from '../ui/ProblemNote.tsx';
import { Work } from '../ui/Work.tsx';

export function UndoButton({ batch }: { batch: Batch }) {
  const [opened, { open, close }] = useDisclosure(false);
  const undo = useMutation({ mutationFn: () => api.undo(batch.id) });
  const job = useQuery({ ...jobQuery(undo.data?.jobId ?? ''), enabled: undo.data !== undefined });
  const finished = job.data !== undefined && isFinished(job.data);
  const failure = job.data?.failure ?? null;

  useEffect(() => {
    if (!finished) return;
    void forgetFigures();
    if (!failure) close();
  }, [finished, failure, close]);

  const money = batch.totals?.map((total) => wholeMoney({ minor: total.netMinor, currency: total.currency })).join(', ') ?? '';
  return (
    <>
      <Button
        variant="default"
        size="xs"
        leftSection={<UndoIcon size={14} />}
        onClick={open}
        aria-label={m.undo_button_for({ file: batch.fileName })}
      >
        {m.undo_button()}
      </Button>
      <Modal.Root opened={opened} onClose={close} centered>
        <Modal.Overlay />
        {/* The title stands in the body: Mantine's header would be a second banner of the page. */}
        <Modal.Content>
          <Modal.Body pt="md">
            <Modal.Title component="h2" fw={650} fz={20} mb="sm">
              {m.undo_title()}
            </Modal.Title>
            <Stack>
              <Text style={{ overflowWrap: 'anywhere' }}>{m.undo_what({ count: batch.documents ?? 0, file: batch.fileName, money })}</Text>
              <Text size="sm" c="dimmed">
                {m.undo_kept()}
              </Text>
              {undo.isError && <ProblemNote problem={problemOf(undo.error)} />}
              {failure && <ProblemNote problem={failure} />}
              {undo.isSuccess && !finished ? (
                <Work progress={job.data?.progress ?? null} waiting={m.step_undoing()} />
              ) : (
                <Group justify="flex-end">
                  <Button variant="default" onClick={close}>
                    {m.undo_leave()}
                  </Button>
                  <Button color="risk" loading={undo.isPending} onClick={() => undo.mutate()}>
                    {m.undo_confirm()}
                  </Button>
                </Group>
              )}
            </Stack>
          </Modal.Body>
        </Modal.Content>
      </Modal.Root>
    </>
  );
}
