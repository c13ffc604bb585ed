/** The preview with everything that a person may decide before the file is written: columns, questions, held and missing. */
import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import { api } from '../data/api.ts';
import { queryClient } from '../data/queries.ts';
import type { BatchDetail, Mapping, Preview, Recognition } from '../data/shapes.ts';
import { ProblemNote, problemOf } from '../ui/ProblemNote.tsx';
import { Changed } from './Changed.tsx';
import { Columns } from './Columns.tsx';
import { ControlTotals } from './ControlTotals.tsx';
import { Counts } from './Counts.tsx';
import { Held } from './Held.tsx';
import { Missing } from './Missing.tsx';
import { Questions } from './Questions.tsx';
import { Rejected } from './Rejected.tsx';
import css from '../ui/Decision.module.css';

interface DecidingProps {
  batch: BatchDetail;
  recognition: Recognition;
  preview: Preview;
}

export function Deciding({ batch, recognition, preview }: DecidingProps) {
  const [mapping, setMapping] = useState<Mapping>(recognition.mapping);
  const [accepted, setAccepted] = useState<ReadonlySet<number>>(new Set());
  const [replacePeriod, setReplacePeriod] = useState(false);
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['batch', batch.id] });
  const remap = useMutation({ mutationFn: () => api.remap({ id: batch.id, mapping }), onSuccess: refresh });
  const commit = useMutation({
    mutationFn: () => api.commit({ id: batch.id, acceptHeldRows: [...accepted], replacePeriod }),
    onSuccess: refresh,
  });
  const cancel = useMutation({ mutationFn: () => api.cancelBatch(batch.id), onSuccess: refresh });

  const corrected = JSON.stringify(mapping) !== JSON.stringify(recognition.mapping);
  const { documents } = preview;
  const writes = documents.new + documents.changed + documents.conflict + documents.withdrawn;
  const nothingToWrite = writes === 0 && accepted.size === 0 && !(replacePeriod && preview.missing.count > 0);

  return (
    <Stack gap="lg">
      <Counts kind={batch.kind} preview={preview} stale={corrected} />
      <ControlTotals
        kind={batch.kind}
        totals={preview.totals} firstDate={preview.firstDate} lastDate={preview.lastDate}
        documents={documents.new + documents.changed + documents.unchanged + documents.conflict} lines={preview.lines}
        customers={preview.customers.toldApart}
      />
      <Questions questions={recognition.questions} mapping={mapping} onChange={setMapping} />
      <Columns recognition={recognition} mapping={mapping} onChange={setMapping} />
      <Changed changed={preview.changed} />
      <Held held={preview.held} accepted={accepted} onChange={setAccepted} />
      <Missing missing={preview.missing} replacePeriod={replacePeriod} onChange={setReplacePeriod} />
      <Rejected batch={batch.id} rejected={preview.rejected} />
      {[remap, commit, cancel].map((step) => step.isError && <ProblemNote key={String(step.submittedAt)} problem={problemOf(step.error)} />)}
      <div className={css.decision}>
        <Text size="sm" c="dimmed" className={css.hint ?? ''}>
          {corrected ? m.deciding_corrected() : nothingToWrite ? m.deciding_nothing() : m.deciding_safe()}
        </Text>
        <Group gap="sm" className={css.buttons ?? ''}>
          <Button variant="default" onClick={() => cancel.mutate()} loading={cancel.isPending}>{m.deciding_discard()}</Button>
          {corrected
            ? <Button onClick={() => remap.mutate()} loading={remap.isPending}>{m.deciding_reread()}</Button>
            : <Button onClick={() => commit.mutate()} loading={commit.isPending} disabled={nothingToWrite}>{batch.kind === 'rates' ? m.deciding_load_rates({ count: writes }) : batch.kind === 'prices' ? m.deciding_load_prices({ count: writes }) : batch.kind === 'contracts' ? m.deciding_load_contracts({ count: writes }) : m.deciding_load({ count: writes })}</Button>}
        </Group>
      </div>
    </Stack>
  );
}
