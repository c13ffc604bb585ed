/** The panel next to the fields of any rules: the effect of the tried values, before anything is saved. */
import { Loader, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import type { Problem } from '../data/shapes.ts';
import css from '../ui/Beside.module.css';
import { ProblemNote } from '../ui/ProblemNote.tsx';

interface WhatFollowsProps {
  id: string;
  title: string;
  /** The level of the heading, as the page around it has it. */
  order: 2 | 3;
  waiting: boolean;
  problem: Problem | null;
  /** Shown in place of figures: nothing changed, nothing is valued yet, the tried values have problems. */
  hint: { text: string; wrong?: boolean } | null;
  children: ReactNode;
}

export function WhatFollows({ id, title, order, waiting, problem, hint, children }: WhatFollowsProps) {
  return (
    <section className={`panel ${css.beside}`} aria-labelledby={id}>
      <div className={css.head}>
        <Title order={order} fz={order === 2 ? 20 : 18} id={id}>
          {title}
        </Title>
        {waiting && <Loader size="xs" role="status" aria-label={m.shell_loading()} />}
      </div>
      <div aria-live="polite">
        {problem && <ProblemNote problem={problem} />}
        {!problem && hint && <Text c={hint.wrong ? 'var(--risk)' : 'dimmed'}>{hint.text}</Text>}
      </div>
      {!problem && children}
    </section>
  );
}
