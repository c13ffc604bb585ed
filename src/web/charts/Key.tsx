/** The legend of a chart's colours. */
import type { ReactNode } from 'react';
import css from './Key.module.css';

export function Key({ items }: { items: { mark: ReactNode; word: string }[] }) {
  return (
    <ul className={css.key}>
      {items.map(({ mark, word }) => (
        <li key={word}>
          {mark}
          {word}
        </li>
      ))}
    </ul>
  );
}

export function Swatch({ colour, shape = 'square' }: { colour: string; shape?: 'square' | 'diamond' }) {
  return <span className={css.swatch} data-shape={shape} style={{ background: colour }} />;
}
