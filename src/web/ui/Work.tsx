/** Work that takes longer than a second: the step, its progress, its speed, and a way to stop it. */
import { Button, Group, Progress as Bar, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import type { Progress } from '../data/shapes.ts';
import { wholeNumber } from '../language/format.ts';
import { wordFor } from '../language/words.ts';

interface WorkProps {
  progress: Progress | null;
  /** All steps in their order, where they are known: how many are left. */
  steps?: readonly string[];
  /** Shown until the server starts the work. */
  waiting: string;
  onCancel?: (() => void) | undefined;
  cancelling?: boolean;
}

export function Work({ progress, steps = [], waiting, onCancel, cancelling = false }: WorkProps) {
  const seconds = useSecondsIn(progress?.step ?? '');
  const place = progress ? steps.indexOf(progress.step) : -1;
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
        {[
          ...(place >= 0 ? [m.work_step({ step: place + 1, steps: steps.length })] : []),
          ...(progress && (progress.done > 0 || progress.total !== null) ? [speedOf(progress)] : []),
          m.work_seconds({ seconds: wholeNumber(seconds) }),
        ].join(' · ')}
      </Text>
    </Stack>
  );
}

/** The time of this step so far: a step without counts still shows progress. */
function useSecondsIn(step: string): number {
  const [counted, setCounted] = useState({ step, seconds: 0 });
  useEffect(() => {
    const began = Date.now();
    const timer = setInterval(() => setCounted({ step, seconds: Math.floor((Date.now() - began) / 1000) }), 500);
    return () => clearInterval(timer);
  }, [step]);
  return counted.step === step ? counted.seconds : 0;
}

function speedOf({ done, total, perSecond }: Progress): string {
  const far = total === null ? m.work_done({ count: done }) : m.work_done_of({ done: wholeNumber(done), total: wholeNumber(total) });
  return perSecond ? `${far} · ${m.work_per_second({ count: Math.round(perSecond) })}` : far;
}
