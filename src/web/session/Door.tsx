/** The quiet sheet on which the first visit and the sign-in are written. */
import { Box, Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { LanguageSwitch } from '../shell/LanguageSwitch.tsx';
import { Wordmark } from '../shell/Wordmark.tsx';
import css from './Door.module.css';

export function Door({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  useDocumentTitle(`${title} · Clientele`);
  return (
    <main className={css.door}>
      <Box className={`panel ${css.sheet}`}>
        <Group justify="space-between" mb="xl">
          <Wordmark size={30} />
          <LanguageSwitch />
        </Group>
        <Stack gap="lg">
          <div>
            <Title order={1} fz={26} lh={1.2} style={{ letterSpacing: '-0.015em' }}>
              {title}
            </Title>
            <Text c="dimmed" mt="xs">
              {lead}
            </Text>
          </div>
          {children}
        </Stack>
      </Box>
    </main>
  );
}
