/** One rule: its name, its text with the present parameters, and the parameters to change. */
import { Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import css from './Rule.module.css';

interface RuleProps {
  title: string;
  /** The rule in words: it changes with every parameter. */
  words: string[];
  children: ReactNode;
}

export function Rule({ title, words, children }: RuleProps) {
  const id = useId();
  return (
    <section className={`panel ${css.rule}`} aria-labelledby={id}>
      <Title order={2} fz={20} id={id}>
        {title}
      </Title>
      <div className={css.words}>
        {words.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      <div className={css.fields}>{children}</div>
    </section>
  );
}
