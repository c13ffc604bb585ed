/** Numbers the lines of each document in the order of the file. Remembers so many documents that only very scattered ones begin again. */
import type { SaleLine } from '../../core/facts.ts';

const remembered = 200_000;

export class LineNumbers {
  // Two generations: a map that loses its oldest entry with each new one becomes slower the longer the file is.
  private recent = new Map<string, number>();
  private before = new Map<string, number>();

  next({ seller, documentType, documentNumber, shippedOn }: SaleLine): number {
    const document = `${seller}\u0001${documentType}\u0001${documentNumber}\u0001${shippedOn.slice(0, 4)}`;
    const line = (this.recent.get(document) ?? this.before.get(document) ?? 0) + 1;
    if (this.recent.size >= remembered && !this.recent.has(document)) {
      this.before = this.recent;
      this.recent = new Map();
    }
    this.recent.set(document, line);
    return line;
  }
}
