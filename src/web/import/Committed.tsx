/** A file that was taken into the books: its job until the picture is ready, then what it brought. */
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import { api } from '../data/api.ts';
import { forgetFigures, isFinished, jobQuery } from '../data/queries.ts';
import type { BatchDetail } from '../data/shapes.ts';
import { paths } from '../paths.ts';
import { useFollow } from '../ui/AppLink.tsx';
import { CheckIcon } from '../ui/icons.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { Work } from '../ui/Work.tsx';
import { ControlTotals } from './ControlTotals.tsx';
import { RejectedDownload } from './Rejected.tsx';
import { UndoButton } from './UndoButton.tsx';

/** Steps that begin once the classes are published. */
const classesAreOut: ReadonlySet<string> = new Set(['recording', 'forecasting', 'rating', 'explaining']);

export function Committed({ batch }: { batch: BatchDetail }) {
  const follow = useFollow();
  const job = useQuery({ ...jobQuery(batch.jobId ?? ''), enabled: batch.jobId !== null });
  const cancel = useMutation({ mutationFn: () => api.cancelJob(batch.jobId ?? '') });
  // Once the classes are published there is something to see; the frame says what is still being calculated.
  const working =
    batch.state === 'committing' || (job.data !== undefined && !isFinished(job.data) && !classesAreOut.has(job.data.progress?.step ?? ''));

  useEffect(() => {
    if (!working) void forgetFigures();
  }, [working]);

  if (working) {
    return (
      <div className="panel" style={{ padding: '1.5rem' }}>
        <Work
          progress={job.data?.progress ?? batch.progress}
          waiting={m.step_committing()}
          onCancel={batch.state === 'committing' ? () => cancel.mutate() : undefined}
          cancelling={cancel.isPending}
        />
      </div>
    );
  }
  return (
    <Stack gap="lg">
      {job.data?.failure && <ProblemNote problem={job.data.failure} />}
      <div className="panel" style={{ padding: '1.5rem' }}>
        <Group justify="space-between" gap="lg">
          <div>
            <Group gap="xs" c="var(--growth)">
              <CheckIcon size={24} />
              <Title order={2} fz={20}>
                {batch.kind === 'rates'
                  ? m.committed_title_rates({ count: batch.documents ?? 0 })
                  : batch.kind === 'prices'
                    ? m.committed_title_prices({ count: batch.documents ?? 0 })
                    : batch.kind === 'contracts'
                      ? m.committed_title_contracts({ count: batch.documents ?? 0 })
                      : m.committed_title({ count: batch.documents ?? 0 })}
              </Title>
            </Group>
            <Text c="dimmed" mt={4}>
              {m.committed_lead()}
            </Text>
          </div>
          <Button component="a" href={paths.overview()} size="md" onClick={(event) => follow(event, paths.overview())}>
            {m.committed_see_picture()}
          </Button>
        </Group>
      </div>
      <ControlTotals
        kind={batch.kind}
        companyCurrency={batch.companyCurrency}
        totals={batch.totals ?? []}
        firstDate={batch.firstDate}
        lastDate={batch.lastDate}
        documents={batch.documents ?? 0}
        lines={batch.lines ?? 0}
        customers={batch.customers ?? 0}
      />
      <Group>
        {batch.rejected > 0 && <RejectedDownload batch={batch.id} count={batch.rejected} />}
        <UndoButton batch={batch} />
      </Group>
    </Stack>
  );
}
