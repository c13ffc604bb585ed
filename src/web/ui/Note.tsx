/** A neutral note about missing data of this page, with its icon. */
import type { ReactNode } from 'react';
import { AlertIcon } from './icons.tsx';
import css from './Note.module.css';

export function Note({ title, children }: { title: string; children: ReactNode }) {
  return (
    <aside className={`panel ${css.note}`} aria-label={title}>
      <span className={css.sign}>
        <AlertIcon />
      </span>
      <div>
        <p className={css.title}>{title}</p>
        {children}
      </div>
    </aside>
  );
}
