/** The state of a file, in one word with its colour. */
import { Badge } from '@mantine/core';
import { m } from '../../../messages/compiled/messages.js';
import type { Batch } from '../data/shapes.ts';

const colours: Record<Batch['state'], string> = {
  reading: 'accent',
  previewed: 'yellow',
  committing: 'accent',
  committed: 'accent',
  undone: 'gray',
  failed: 'risk',
  cancelled: 'gray',
};

export function BatchState({ batch }: { batch: Pick<Batch, 'state'> }) {
  return (
    <Badge variant="light" color={colours[batch.state]} tt="none" fw={600} c="var(--ink)">
      {m[`state_${batch.state}`]()}
    </Badge>
  );
}
