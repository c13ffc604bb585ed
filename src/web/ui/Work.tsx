/** Work that takes longer than a second: the step, how far, how fast, and a way to stop it. */
import { Button, Group, Progress as Bar, Stack, Text } from '@mantine/core';
import { m } from '../../../messages/compiled/messages.js';
import type { Progress } from '../data/shapes.ts';
import { wholeNumber } from '../language/format.ts';
import { wordFor } from '../language/words.ts';

interface WorkProps {
  progress: Progress | null;
  /** Said while the server has not yet begun. */
  waiting: string;
  onCancel?: (() => void) | undefined;
  cancelling?: boolean;
}

export function Work({ progress, waiting, onCancel, cancelling = false }: WorkProps) {
  const share = progress?.total ? Math.min(100, (progress.done / progress.total) * 100) : null;
  const step = progress ? wordFor('step', progress.step) : waiting;
  return (
    <Stack gap="xs">
      <Group justify="space-between" wrap="nowrap">
        <Text fw={600} aria-live="polite">
          {step}
        </Text>
        {onCancel && (
          <Button variant="default" size="xs" onClick={onCancel} loading={cancelling}>
            {m.action_cancel()}
          </Button>
        )}
      </Group>
      <Bar value={share ?? 100} animated={share === null} striped={share === null} size="lg" aria-label={step} transitionDuration={300} />
      <Text size="sm" c="dimmed" style={{ fontVariantNumeric: 'tabular-nums' }}>
        {progress ? speedOf(progress) : ' '}
      </Text>
    </Stack>
  );
}

function speedOf({ done, total, perSecond }: Progress): string {
  const far = total === null ? m.work_done({ count: done }) : m.work_done_of({ done: wholeNumber(done), total: wholeNumber(total) });
  return perSecond ? `${far} · ${m.work_per_second({ count: Math.round(perSecond) })}` : far;
}
