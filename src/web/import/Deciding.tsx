/** The preview, and everything that a person may decide before the file is written: questions, held and missing rows, columns. */
import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import { api } from '../data/api.ts';
import { queryClient } from '../data/queries.ts';
import type { Assumed, BatchDetail, Preview, Recognition } from '../data/shapes.ts';
import { ProblemNote, problemOf } from '../ui/ProblemNote.tsx';
import { AssumedList } from './AssumedList.tsx';
import { Changed } from './Changed.tsx';
import { Columns } from './Columns.tsx';
import { ControlTotals } from './ControlTotals.tsx';
import { Counts } from './Counts.tsx';
import { FirstRows } from './FirstRows.tsx';
import { Gaps } from './Gaps.tsx';
import { Held } from './Held.tsx';
import { Missing } from './Missing.tsx';
import { Questions } from './Questions.tsx';
import { Rejected } from './Rejected.tsx';
import { useOnce } from './useOnce.ts';
import { useRemap } from './useRemap.ts';
import css from '../ui/Decision.module.css';

interface DecidingProps {
  batch: BatchDetail;
  recognition: Recognition;
  preview: Preview;
}

export function Deciding({ batch, recognition, preview }: DecidingProps) {
  const reading = useRemap(batch.id, recognition);
  const [accepted, setAccepted] = useState<ReadonlySet<number>>(new Set());
  const [replacePeriod, setReplacePeriod] = useState(false);
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['batch', batch.id] });
  const commit = useMutation({
    mutationFn: () => api.commit({ id: batch.id, acceptHeldRows: [...accepted], replacePeriod }),
    onSuccess: refresh,
  });
  const load = useOnce(commit);
  const cancel = useMutation({ mutationFn: () => api.cancelBatch(batch.id), onSuccess: refresh });

  const { documents } = preview;
  const writes = documents.new + documents.changed + documents.conflict + documents.withdrawn;
  const nothingToWrite = writes === 0 && accepted.size === 0 && !(replacePeriod && preview.missing.count > 0);
  const { open, corrected } = reading;
  // A person answered that a file with another total is not to be loaded.
  const stopped = recognition.assumptions.some(({ key, value }) => key === 'totals' && value === 'stop');
  const ready = !corrected && open === 0 && !stopped;

  return (
    <Stack gap="lg">
      <div style={{ opacity: corrected ? 0.55 : 1 }}>
        <ControlTotals
          kind={batch.kind}
          toCompare
          companyCurrency={batch.companyCurrency}
          totals={preview.totals}
          firstDate={preview.firstDate}
          lastDate={preview.lastDate}
          documents={documents.new + documents.changed + documents.unchanged + documents.conflict}
          lines={preview.lines}
          customers={preview.customers.toldApart}
          printed={recognition.assumptions.find(({ key }) => key === 'totals')}
          withVat={new Set(recognition.mapping.columns.filter(({ meaning }) => meaning === 'gross_amount').map(({ heading }) => heading))}
        />
      </div>
      <Questions
        questions={reading.asked}
        answers={reading.answers}
        onAnswer={reading.answer}
        onApply={reading.reread}
        applying={reading.remap.isPending}
        canApply={corrected && open === 0}
      />
      <FirstRows kind={batch.kind} rows={preview.firstRows} />
      <Counts kind={batch.kind} preview={preview} />
      <Gaps recognition={recognition} />
      <Held held={heldBesides(preview.held, reading.asked)} accepted={accepted} onChange={setAccepted} />
      <Missing missing={preview.missing} replacePeriod={replacePeriod} onChange={setReplacePeriod} />
      <Changed changed={preview.changed} smaller={preview.smaller} />
      <Rejected batch={batch.id} rejected={preview.rejected} />
      <AssumedList recognition={recognition} answers={reading.answers} onAnswer={reading.answer} />
      <Columns recognition={recognition} mapping={reading.mapping} onChange={reading.setMapping} onHeaderRow={reading.pointOutHeadings} />
      {[reading.remap, commit, cancel].map(
        (step) => step.isError && <ProblemNote key={String(step.submittedAt)} problem={problemOf(step.error)} />,
      )}
      <div className={css.decision}>
        <Text size="sm" c="dimmed" className={css.hint ?? ''} id="why-not-yet">
          {open > 0
            ? m.deciding_open({ count: open })
            : corrected
              ? m.deciding_corrected()
              : stopped
                ? m.problem_totals_differ()
                : nothingToWrite
                  ? m.deciding_nothing()
                  : m.deciding_safe()}
        </Text>
        <Group gap="sm" className={css.buttons ?? ''}>
          <Button variant="default" onClick={() => cancel.mutate()} loading={cancel.isPending}>
            {m.deciding_discard()}
          </Button>
          {corrected && (
            <Button variant={open > 0 ? 'default' : 'filled'} onClick={reading.reread} loading={reading.remap.isPending}>
              {m.deciding_reread()}
            </Button>
          )}
          {(!corrected || open > 0) && (
            <Button
              onClick={() => load()}
              loading={commit.isPending || commit.isSuccess}
              disabled={!ready || nothingToWrite}
              aria-describedby="why-not-yet"
            >
              {loadWord(batch.kind, writes)}
            </Button>
          )}
        </Group>
      </div>
    </Stack>
  );
}

/** Rows that wait for the answer to a question above are decided there, all at once. */
function heldBesides(held: Preview['held'], asked: readonly Assumed[]): Preview['held'] {
  const reasons = new Set(
    asked.flatMap(({ key, sureness }) =>
      sureness !== 'open' ? [] : key === 'state' ? ['unknown_word'] : key === 'hidden_rows' ? ['hidden_row'] : [],
    ),
  );
  const first = held.first.filter(({ reason }) => !reasons.has(reason));
  return { count: held.count - (held.first.length - first.length), first };
}

function loadWord(kind: BatchDetail['kind'], count: number): string {
  switch (kind) {
    case 'rates':
      return m.deciding_load_rates({ count });
    case 'prices':
      return m.deciding_load_prices({ count });
    case 'contracts':
      return m.deciding_load_contracts({ count });
    default:
      return m.deciding_load({ count });
  }
}
