/** Draws an Observable Plot figure at the width it is given, and again when that changes. The finding is its label for those who listen. */
import * as Plot from '@observablehq/plot';
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import css from './Figure.module.css';

interface FigureProps {
  /** The finding, in words. */
  label: string;
  height: number;
  plot: (width: number) => Plot.PlotOptions;
  /** The item under the pointer at a click. Its target can also be reached by a link. */
  onPick?: (datum: unknown) => void;
}

export function Figure({ label, height, plot, onPick }: FigureProps) {
  const holder = useRef<HTMLDivElement>(null);
  const picked = useRef(onPick);
  const width = useWidth(holder);

  useEffect(() => {
    picked.current = onPick;
  }, [onPick]);

  useEffect(() => {
    if (width === 0) return;
    const drawn = Plot.plot({
      width,
      height,
      style: { background: 'none', color: 'var(--ink-soft)', fontSize: '12px', fontFamily: 'inherit' },
      ...plot(width),
    });
    // One image with one name: Plot names the groups inside it, in English.
    for (const group of drawn.querySelectorAll('g[aria-label]')) group.removeAttribute('aria-label');
    drawn.setAttribute('role', 'img');
    drawn.setAttribute('aria-label', label);
    drawn.addEventListener('input', () => {
      drawn.style.cursor = picked.current && drawn.value !== null && drawn.value !== undefined ? 'pointer' : '';
    });
    drawn.addEventListener('click', () => {
      const datum: unknown = drawn.value;
      if (datum !== null && datum !== undefined) picked.current?.(datum);
    });
    holder.current?.replaceChildren(drawn);
    return () => drawn.remove();
  }, [width, height, plot, label]);

  return <div ref={holder} className={css.figure} style={{ minHeight: height }} />;
}

/** Measured before the first paint: a chart that waits for an observer may stay empty on a busy machine. */
function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const measured = element.current;
    if (!measured) return;
    const measure = () => setWidth(Math.floor(measured.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
