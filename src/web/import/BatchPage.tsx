/** One file on its way into the books: reading, then the preview and its decisions, then committing, then the picture. */
import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { m } from '../../../messages/compiled/messages.js';
import { api } from '../data/api.ts';
import { batchQuery, queryClient } from '../data/queries.ts';
import type { BatchDetail } from '../data/shapes.ts';
import { moment } from '../language/format.ts';
import { kindWord } from '../language/words.ts';
import { paths } from '../paths.ts';
import { AppLink } from '../ui/AppLink.tsx';
import { Page } from '../ui/Page.tsx';
import { ProblemNote, problemOf } from '../ui/ProblemNote.tsx';
import { Work } from '../ui/Work.tsx';
import { ByHand } from './ByHand.tsx';
import { BatchState } from './BatchState.tsx';
import { Committed } from './Committed.tsx';
import { Deciding } from './Deciding.tsx';
import { DropZone } from './DropZone.tsx';

export function BatchPage() {
  const { id } = useParams({ from: '/import/$id' });
  const batch = useQuery(batchQuery(id));
  if (batch.isError)
    return (
      <Page title={m.imports_title()}>
        <ProblemNote problem={problemOf(batch.error)} />
      </Page>
    );
  if (!batch.data)
    return (
      <Page title={m.imports_title()}>
        <Skeleton h={240} />
      </Page>
    );
  return (
    <Page title={batch.data.fileName} lead={<Standing batch={batch.data} />}>
      <Stage batch={batch.data} />
    </Page>
  );
}

function Standing({ batch }: { batch: BatchDetail }) {
  return (
    <Group gap="sm">
      <AppLink href={paths.imports()} size="sm">
        {m.batch_all_files()}
      </AppLink>
      <BatchState batch={batch} />
      {batch.kind && <Text size="sm">{kindWord(batch.kind)}</Text>}
      {batch.source && <Text size="sm">{m.batch_source({ name: batch.byHand ? m.rates_by_hand_source() : batch.source.name })}</Text>}
      <Text size="sm">{moment(batch.createdAt)}</Text>
    </Group>
  );
}

function Stage({ batch }: { batch: BatchDetail }) {
  switch (batch.state) {
    case 'reading':
      return <Reading batch={batch} />;
    case 'previewed':
      return batch.preview && batch.recognition ? (
        <Deciding key={readingKey(batch.recognition)} batch={batch} recognition={batch.recognition} preview={batch.preview} />
      ) : (
        <Skeleton h={240} />
      );
    case 'committing':
    case 'committed':
      return <Committed batch={batch} />;
    case 'undone':
      return <Ended text={m.batch_undone_text()} />;
    case 'cancelled':
      return <Ended text={m.batch_cancelled_text()} />;
    case 'failed':
      if (batch.mappable && batch.failure && batch.recognition)
        return <ByHand key={readingKey(batch.recognition)} batch={batch} failure={batch.failure} recognition={batch.recognition} />;
      return (
        <Stack>
          <ProblemNote problem={batch.failure ?? { code: 'unexpected', detail: {} }} />
          <Text>{m.batch_failed_kept()}</Text>
          <DropZone />
        </Stack>
      );
  }
}

/** Another reading is looked at afresh: what was changed on the way to it is in it. */
function readingKey({ mapping, assumptions }: NonNullable<BatchDetail['recognition']>): string {
  return JSON.stringify([mapping, assumptions.map(({ question, sureness, value }) => [question, sureness, value])]);
}

function Reading({ batch }: { batch: BatchDetail }) {
  const cancel = useMutation({
    mutationFn: () => api.cancelBatch(batch.id),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['batch', batch.id] }),
  });
  return (
    <div className="panel" style={{ padding: '1.5rem' }}>
      <Work
        steps={['opening', 'recognising', 'reading', 'identifying', 'comparing']}
        progress={batch.progress}
        waiting={m.step_waiting()}
        onCancel={() => cancel.mutate()}
        cancelling={cancel.isPending}
      />
    </div>
  );
}

function Ended({ text }: { text: string }) {
  return (
    <Stack>
      <Text>{text}</Text>
      <DropZone />
      <Group>
        <Button component="a" href={paths.imports()} variant="default">
          {m.batch_all_files()}
        </Button>
      </Group>
    </Stack>
  );
}
