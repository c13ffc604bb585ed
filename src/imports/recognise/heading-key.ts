/** A fingerprint of what a file is: its kind and its headings in their order, by which a source is recognised again. */
import { createHash } from 'node:crypto';
import type { Recognition } from '../recognition.ts';
import { normalHeading } from '../../facts/headings/normal-heading.ts';

/** The same for the same report whatever it was saved as, and whatever its rows are. */
export function headingKey(recognition: Pick<Recognition, 'kind' | 'columns'>): string {
  const headings = recognition.columns.map(({ heading }) => normalHeading(heading)).filter((heading) => heading !== '');
  return createHash('sha256')
    .update([recognition.kind, ...headings].join('\n'))
    .digest('hex')
    .slice(0, 32);
}
