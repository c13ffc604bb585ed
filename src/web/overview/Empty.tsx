/** The overview before the first valuation: its future content, and the steps to it. */
import { List, Text } from '@mantine/core';
import { m } from '../../../messages/compiled/messages.js';
import { DropZone } from '../import/DropZone.tsx';
import { Page } from '../ui/Page.tsx';

export function Empty() {
  return (
    <Page title={m.empty_title()} lead={m.empty_lead()}>
      <DropZone grand />
      <div>
        <Text fw={600} mb="xs">
          {m.empty_will_show()}
        </Text>
        <List spacing={4} c="dimmed">
          <List.Item>{m.empty_will_show_whale()}</List.Item>
          <List.Item>{m.empty_will_show_classes()}</List.Item>
          <List.Item>{m.empty_will_show_risk()}</List.Item>
        </List>
      </div>
    </Page>
  );
}
