/** Says on every page which figures are still being calculated, and has the pages ask again whenever one more stage is published. */
import { Loader, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import { forgetFigures, valuationQuery } from '../data/queries.ts';
import { wordFor } from '../language/words.ts';
import css from './Shell.module.css';

export function StillToCome() {
  const toCome = useQuery(valuationQuery).data?.toCome;
  const before = useRef<string | null>(null);
  const now = toCome?.join(' ') ?? null;
  useEffect(() => {
    if (before.current !== null && now !== null && before.current !== now) void forgetFigures();
    if (now !== null) before.current = now;
  }, [now]);
  // Until the classes are there, nothing of the new facts is shown: the page that loads them says how far it is.
  const later = toCome === undefined || toCome.includes('classes') ? [] : toCome;
  return (
    <div role="status" className={css.toCome} hidden={later.length === 0}>
      {later.length > 0 && (
        <>
          <Loader size={14} color="gray" aria-hidden="true" />
          <Text size="sm">{m.still_to_come({ stages: later.map((stage) => wordFor('stage', stage)).join(', ') })}</Text>
        </>
      )}
    </div>
  );
}
