/** Draws an Observable Plot figure at the width it is given, and again when that changes. The finding is its label for those who listen. */
import * as Plot from '@observablehq/plot';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import css from './Figure.module.css';

interface FigureProps {
  /** The finding, in words. */
  label: string;
  height: number;
  plot: (width: number) => Plot.PlotOptions;
}

export function Figure({ label, height, plot }: FigureProps) {
  const { ref, width } = useElementSize();
  const holder = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (width === 0) return;
    const drawn = Plot.plot({
      width, height, style: { background: 'none', color: 'var(--ink-soft)', fontSize: '12px', fontFamily: 'inherit' }, ...plot(width),
    });
    drawn.setAttribute('role', 'img');
    drawn.setAttribute('aria-label', label);
    holder.current?.replaceChildren(drawn);
    return () => drawn.remove();
  }, [width, height, plot, label]);

  return (
    <div ref={ref} className={css.figure} style={{ minHeight: height }}>
      <div ref={holder} />
    </div>
  );
}
