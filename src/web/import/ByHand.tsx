/** A file that could not be read automatically but has rows: the columns found, those still missing, and the rows for mapping by hand. */
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { m } from '../../../messages/compiled/messages.js';
import { api } from '../data/api.ts';
import { queryClient } from '../data/queries.ts';
import type { BatchDetail, ColumnMeaning, Problem, Recognition } from '../data/shapes.ts';
import { wholeNumber } from '../language/format.ts';
import { meaningWord } from '../language/words.ts';
import { ProblemNote, problemOf } from '../ui/ProblemNote.tsx';
import { Columns } from './Columns.tsx';
import { neededIn } from './needed.ts';
import { Questions } from './Questions.tsx';
import { useRemap } from './useRemap.ts';
import css from '../ui/Decision.module.css';

interface ByHandProps {
  batch: BatchDetail;
  failure: Problem;
  recognition: Recognition;
}

export function ByHand({ batch, failure, recognition }: ByHandProps) {
  const reading = useRemap(batch.id, recognition);
  const cancel = useMutation({
    mutationFn: () => api.cancelBatch(batch.id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['batch', batch.id] }),
  });
  const needed = neededIn(reading.mapping);
  const missing = needed.filter(({ found }) => found === null);
  const found = [...new Set(reading.mapping.columns.map(({ meaning }) => meaning).filter((meaning) => meaning !== 'ignored'))];
  const columns = wholeNumber(recognition.columns.length);
  return (
    <Stack gap="lg">
      <ProblemNote problem={failure} />
      <div className="panel" style={{ padding: '1rem 1.25rem' }}>
        <Title order={2} fz={18}>
          {m.by_hand_title()}
        </Title>
        <Text>
          {found.length === 0 ? m.by_hand_found_none({ columns }) : m.by_hand_found({ columns, found: found.map(quoted).join(', ') })}
        </Text>
        <Text fw={600} aria-live="polite">
          {missing.length === 0 ? m.by_hand_ready() : m.by_hand_missing({ missing: missing.map(({ of }) => eitherOf(of)).join(', ') })}
        </Text>
      </div>
      <Questions
        questions={reading.asked}
        answers={reading.answers}
        onAnswer={reading.answer}
        onApply={reading.reread}
        applying={reading.remap.isPending}
        canApply={reading.corrected}
      />
      <Columns recognition={recognition} mapping={reading.mapping} onChange={reading.setMapping} onHeaderRow={reading.pointOutHeadings} />
      {[reading.remap, cancel].map(
        (step) => step.isError && <ProblemNote key={String(step.submittedAt)} problem={problemOf(step.error)} />,
      )}
      <div className={css.decision}>
        <Text size="sm" c="dimmed" className={css.hint ?? ''}>
          {m.batch_failed_kept()}
        </Text>
        <Group gap="sm" className={css.buttons ?? ''}>
          <Button variant="default" onClick={() => cancel.mutate()} loading={cancel.isPending}>
            {m.deciding_discard()}
          </Button>
          <Button onClick={reading.reread} loading={reading.remap.isPending} disabled={!reading.corrected}>
            {m.deciding_reread()}
          </Button>
        </Group>
      </div>
    </Stack>
  );
}

function quoted(meaning: ColumnMeaning): string {
  return m.by_hand_quoted({ meaning: meaningWord(meaning) });
}

/** The first two ways of saying it: more would only puzzle. */
function eitherOf([first, second]: ColumnMeaning[]): string {
  return second === undefined ? quoted(first!) : m.by_hand_or({ one: quoted(first!), other: quoted(second) });
}
