/** The frame of every page: the window's title, one heading, the content next to it. */
import { Box, Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';

interface PageProps {
  title: string;
  /** One line under the heading. */
  lead?: ReactNode;
  actions?: ReactNode;
  /** Pages that scroll inside themselves take the whole width. */
  wide?: boolean;
  children: ReactNode;
}

export function Page({ title, lead, actions, wide = false, children }: PageProps) {
  useDocumentTitle(`${title} · Clientele`);
  return (
    <Box maw={wide ? undefined : 1240} mx="auto" px={{ base: 'sm', sm: 'lg' }} py={{ base: 'md', sm: 'lg' }}>
      <Stack gap="lg">
        <Group justify="space-between" align="flex-end" gap="sm">
          <Box>
            <Title order={1} fz={{ base: 24, sm: 28 }} lh={1.2} style={{ letterSpacing: '-0.015em', textWrap: 'balance' }}>
              {title}
            </Title>
            {lead && (
              <Text c="dimmed" mt={4} component="div">
                {lead}
              </Text>
            )}
          </Box>
          {actions}
        </Group>
        {children}
      </Stack>
    </Box>
  );
}
