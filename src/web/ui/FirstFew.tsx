/** A long list shows its first rows, and the rest when asked for. */
import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState, type ReactNode } from 'react';
import { m } from '../../../messages/compiled/messages.js';

const few = 20;
/** Where a row is a card, twenty of them are a long way down. */
const fewOnPhone = 6;

interface FirstFewProps<Row> {
  rows: readonly Row[];
  children: (shown: readonly Row[]) => ReactNode;
  /** Of the button, by how many rows it would show. */
  more?: (count: number) => string;
}

export function FirstFew<Row>({ rows, children, more = (count) => m.list_more({ count }) }: FirstFewProps<Row>) {
  const [all, setAll] = useState(false);
  const first = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false }) ? fewOnPhone : few;
  return (
    <>
      {children(all ? rows : rows.slice(0, first))}
      {!all && rows.length > first && (
        <div style={{ padding: '0.6rem 1.25rem 0.9rem' }}>
          <Button variant="default" size="xs" onClick={() => setAll(true)}>
            {more(rows.length - first)}
          </Button>
        </div>
      )}
    </>
  );
}
