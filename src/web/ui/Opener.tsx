/** A word in a table that opens the row below it: a button, so that the keyboard opens it too. */
import type { ReactNode } from 'react';
import { ChevronIcon } from './icons.tsx';
import css from './Opener.module.css';

interface OpenerProps {
  open: boolean;
  onToggle: () => void;
  /** The id of the opened element. */
  controls: string;
  children: ReactNode;
}

export function Opener({ open, onToggle, controls, children }: OpenerProps) {
  return (
    <button type="button" className={css.opener} aria-expanded={open} aria-controls={open ? controls : undefined} onClick={onToggle}>
      <ChevronIcon size={12} />
      <span>{children}</span>
    </button>
  );
}
