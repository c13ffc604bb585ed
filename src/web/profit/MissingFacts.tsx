/** Gaps of the statements, and the files that would fill them. */
import { List } from '@mantine/core';
import { m } from '../../../messages/compiled/messages.js';
import type { Profit } from '../data/shapes.ts';
import { paths } from '../paths.ts';
import { AppLink } from '../ui/AppLink.tsx';
import { Note } from '../ui/Note.tsx';

type Fact = Profit['missing'][number];

export function MissingFacts({ missing }: { missing: Fact[] }) {
  if (missing.length === 0) return null;
  return (
    <Note title={m.profit_missing_title()}>
      <List size="sm" spacing={4} listStyleType="disc" withPadding pl={4}>
        {missing.map((fact) => (
          <List.Item key={fact}>
            {m[`profit_missing_${fact}`]()}{' '}
            {fact === 'credit_rate' ? (
              <AppLink href={paths.costs()} underline="always">
                {m.profit_to_model()}
              </AppLink>
            ) : (
              <AppLink href={paths.imports()} underline="always">
                {m.profit_to_import()}
              </AppLink>
            )}
          </List.Item>
        ))}
      </List>
    </Note>
  );
}
