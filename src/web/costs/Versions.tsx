/** From which month which model holds: prices and people change, and the months before keep the model they were costed by. */
import { Button, Group, SegmentedControl, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { m } from '../../../messages/compiled/messages.js';
import { overviewQuery } from '../data/queries.ts';
import type { CostModel } from '../data/shapes.ts';
import { monthName } from '../language/format.ts';
import { versionWord } from './words.ts';

interface VersionsProps {
  models: CostModel[];
  at: number;
  onChoose: (at: number) => void;
  onModels: (models: CostModel[], chosen: number) => void;
}

/** So many months after the last known one can be prepared for. */
const monthsAhead = 6;

export function Versions({ models, at, onChoose, onModels }: VersionsProps) {
  const overview = useQuery(overviewQuery);
  const known = overview.data?.statusByMonth.map(({ month }) => month) ?? [];
  const free = [...known, ...following(known.at(-1))].filter((month) => models.every(({ from }) => from !== month)).toReversed();

  function begin(from: string) {
    const before = models.findLast((model) => model.from < from) ?? models[0]!;
    const next = [...models, { ...before, from }].toSorted((a, b) => (a.from < b.from ? -1 : 1));
    onModels(
      next,
      next.findIndex((model) => model.from === from),
    );
  }

  return (
    <Group gap="sm">
      {models.length > 1 && (
        <SegmentedControl
          aria-label={m.model_versions()}
          value={String(at)}
          onChange={(chosen) => onChoose(Number(chosen))}
          style={{ flexWrap: 'wrap' }}
          data={models.map(({ from }, i) => ({ value: String(i), label: versionWord(from) }))}
        />
      )}
      <Select
        aria-label={m.model_new_version()}
        placeholder={m.model_new_version()}
        w={250}
        maw="100%"
        value={null}
        maxDropdownHeight={320}
        data={free.map((month) => ({ value: month, label: monthName(month) }))}
        onChange={(month) => month !== null && begin(month)}
      />
      {models.length > 1 && models[at]!.from !== '' && (
        <Button
          variant="subtle"
          color="risk"
          c="var(--risk)"
          onClick={() =>
            onModels(
              models.filter((_, i) => i !== at),
              Math.max(0, at - 1),
            )
          }
        >
          {m.model_remove_version({ month: monthName(models[at]!.from) })}
        </Button>
      )}
    </Group>
  );
}

function following(last: string | undefined): string[] {
  if (last === undefined) return [];
  const period = Number(last.slice(0, 4)) * 12 + Number(last.slice(5)) - 1;
  return Array.from({ length: monthsAhead }, (_, i) => period + i + 1).map(
    (each) => `${Math.floor(each / 12)}-${String((each % 12) + 1).padStart(2, '0')}`,
  );
}
