/** Content wider than a phone scrolls inside its own box, by keyboard too; the page never scrolls sideways. `fromEnd`: the latest is on the right. */
import { useEffect, useRef, type ReactNode } from 'react';

export function Scroll({ label, fromEnd = false, children }: { label: string; fromEnd?: boolean; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (fromEnd) box.current?.scrollTo({ left: box.current.scrollWidth });
  }, [fromEnd]);
  return (
    <div ref={box} role="group" aria-label={label} tabIndex={0} style={{ overflowX: 'auto' }}>
      {children}
    </div>
  );
}
