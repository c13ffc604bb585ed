/** A file that lacks a column it cannot do without: a person says which one it is, and the file is read again. */
import { Button, Group, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import { api } from '../data/api.ts';
import { queryClient } from '../data/queries.ts';
import type { BatchDetail, Mapping, Problem, Recognition } from '../data/shapes.ts';
import { ProblemNote, problemOf } from '../ui/ProblemNote.tsx';
import { Columns } from './Columns.tsx';

interface NamingColumnsProps {
  batch: BatchDetail;
  failure: Problem;
  recognition: Recognition;
}

export function NamingColumns({ batch, failure, recognition }: NamingColumnsProps) {
  const [mapping, setMapping] = useState<Mapping>(recognition.mapping);
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['batch', batch.id] });
  const remap = useMutation({ mutationFn: () => api.remap({ id: batch.id, mapping }), onSuccess: refresh });
  const cancel = useMutation({ mutationFn: () => api.cancelBatch(batch.id), onSuccess: refresh });
  const corrected = JSON.stringify(mapping) !== JSON.stringify(recognition.mapping);
  return (
    <Stack gap="lg">
      <ProblemNote problem={failure} />
      <Columns recognition={recognition} mapping={mapping} onChange={setMapping} />
      {[remap, cancel].map((step) => step.isError && <ProblemNote key={String(step.submittedAt)} problem={problemOf(step.error)} />)}
      <Group gap="sm" justify="flex-end">
        <Button variant="default" onClick={() => cancel.mutate()} loading={cancel.isPending}>{m.deciding_discard()}</Button>
        <Button onClick={() => remap.mutate()} loading={remap.isPending} disabled={!corrected}>{m.deciding_reread()}</Button>
      </Group>
    </Stack>
  );
}
