/** A page that could not be drawn says so and offers another try; nothing that was entered on the server is lost. */
import { Button, Group } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { m } from '../../../messages/compiled/messages.js';
import { Page } from '../ui/Page.tsx';
import { ProblemNote, problemOf } from '../ui/ProblemNote.tsx';

export function PageFailed({ error, reset }: ErrorComponentProps) {
  return (
    <Page title={m.page_failed_title()}>
      <ProblemNote problem={problemOf(error)} />
      <Group>
        <Button onClick={reset}>{m.action_try_again()}</Button>
      </Group>
    </Page>
  );
}
