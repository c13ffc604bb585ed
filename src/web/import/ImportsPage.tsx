/** Every file that was loaded, with its control totals, its rejected rows and a way back. */
import { Badge, Group, Skeleton, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { m } from '../../../messages/compiled/messages.js';
import { batchesQuery, isRunning } from '../data/queries.ts';
import type { Batch } from '../data/shapes.ts';
import { moment, wholeMoney, wholeNumber } from '../language/format.ts';
import { kindWord } from '../language/words.ts';
import { paths } from '../paths.ts';
import { AppLink } from '../ui/AppLink.tsx';
import { Page } from '../ui/Page.tsx';
import { ProblemNote, problemOf } from '../ui/ProblemNote.tsx';
import { AboutTheFile } from './AboutTheFile.tsx';
import { BatchState } from './BatchState.tsx';
import { DropZone } from './DropZone.tsx';
import { Period } from './Period.tsx';
import { UndoButton } from './UndoButton.tsx';
import css from './ImportsPage.module.css';

export function ImportsPage() {
  const batches = useQuery(batchesQuery);
  return (
    <Page title={m.imports_title()} lead={m.imports_lead()}>
      <AboutTheFile />
      <DropZone />
      {batches.isError && <ProblemNote problem={problemOf(batches.error)} />}
      {batches.isPending && <Skeleton h={160} />}
      {batches.data?.rows.length === 0 && <Text c="dimmed">{m.imports_none()}</Text>}
      {batches.data && batches.data.rows.length > 0 && <Batches rows={batches.data.rows} />}
    </Page>
  );
}

function Batches({ rows }: { rows: Batch[] }) {
  return (
    <div className={`panel ${css.list}`}>
      <Table verticalSpacing="sm" horizontalSpacing="md" className={css.table ?? ''} aria-label={m.imports_title()}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{m.batch_file()}</Table.Th>
            <Table.Th>{m.batch_state()}</Table.Th>
            <Table.Th>{m.batch_period()}</Table.Th>
            <Table.Th data-figures>{m.batch_documents()}</Table.Th>
            <Table.Th data-figures>{m.batch_sum()}</Table.Th>
            <Table.Th data-figures>{m.batch_rejected()}</Table.Th>
            <Table.Th>
              <span className="visually-hidden">{m.batch_actions()}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((batch) => (
            <BatchRow key={batch.id} batch={batch} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function BatchRow({ batch }: { batch: Batch }) {
  return (
    <Table.Tr>
      <Table.Td className={css.file ?? ''}>
        <AppLink href={paths.batch(batch.id)} fw={600}>
          {batch.fileName}
        </AppLink>
        <Text component="div" size="xs" c="dimmed">
          {batch.kind && (
            <Badge variant="default" size="xs" mr={6} tt="none" fw={500}>
              {kindWord(batch.kind)}
            </Badge>
          )}
          {moment(batch.committedAt ?? batch.createdAt)}
        </Text>
      </Table.Td>
      <Table.Td data-label={m.batch_state()}>
        <BatchState batch={batch} />
      </Table.Td>
      <Table.Td data-label={m.batch_period()}>
        <Period from={batch.firstDate} to={batch.lastDate} />
      </Table.Td>
      <Table.Td data-label={m.batch_documents()} data-figures>
        {batch.documents === null ? '—' : wholeNumber(batch.documents)}
      </Table.Td>
      <Table.Td data-label={m.batch_sum()} data-figures>
        <Stack gap={0}>
          {batch.totals?.map((total) => (
            <span key={total.currency}>{wholeMoney({ minor: total.netMinor, currency: total.currency })}</span>
          )) ?? '—'}
        </Stack>
      </Table.Td>
      <Table.Td data-label={m.batch_rejected()} data-figures>
        {batch.rejected === 0 ? (
          '0'
        ) : (
          <AppLink href={paths.rejectedRows(batch.id)} outside aria-label={m.batch_rejected_download({ count: batch.rejected })}>
            {wholeNumber(batch.rejected)} ↓
          </AppLink>
        )}
      </Table.Td>
      <Table.Td>
        <Group justify="flex-end">{batch.state === 'committed' && !isRunning(batch) && <UndoButton batch={batch} />}</Group>
      </Table.Td>
    </Table.Tr>
  );
}
