/** From when to when, or a dash where nothing is known. */
import { Text } from '@mantine/core';
import { date } from '../language/format.ts';

export function Period({ from, to }: { from: string | null; to: string | null }) {
  if (!from || !to) return <>—</>;
  return (
    <Text span inherit style={{ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}>
      {from === to ? date(from) : `${date(from)} – ${date(to)}`}
    </Text>
  );
}
