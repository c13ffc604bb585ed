/** No such page. */
import { Text } from '@mantine/core';
import { m } from '../../../messages/compiled/messages.js';
import { paths } from '../paths.ts';
import { AppLink } from '../ui/AppLink.tsx';
import { Page } from '../ui/Page.tsx';

export function NotFound() {
  return (
    <Page title={m.not_found_title()}>
      <Text>
        <AppLink href={paths.overview()}>{m.not_found_back()}</AppLink>
      </Text>
    </Page>
  );
}
