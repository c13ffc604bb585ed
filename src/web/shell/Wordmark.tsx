/** The program's name, with the whale curve for a mark. */
import { Group, Text } from '@mantine/core';

export function Wordmark({ size = 26 }: { size?: number }) {
  return (
    <Group gap={10} wrap="nowrap">
      <img src="/mark.svg" width={size} height={size} alt="" />
      <Text fw={700} fz={size * 0.66} style={{ letterSpacing: '-0.02em' }} visibleFrom="xs">
        Clientele
      </Text>
    </Group>
  );
}
