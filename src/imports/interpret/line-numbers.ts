/** Numbers the lines of each document in the order of the file. Remembers so many documents that only very scattered ones begin again. */
import type { SaleLine } from '../../core/facts.ts';

const remembered = 200_000;

export class LineNumbers {
  private readonly counts = new Map<string, number>();

  next({ seller, documentType, documentNumber, shippedOn }: SaleLine): number {
    const document = `${seller}\u0001${documentType}\u0001${documentNumber}\u0001${shippedOn.slice(0, 4)}`;
    const line = (this.counts.get(document) ?? 0) + 1;
    // Deleting first makes the map keep its most recent documents last, so that the oldest go.
    this.counts.delete(document);
    this.counts.set(document, line);
    if (this.counts.size > remembered) this.counts.delete(this.counts.keys().next().value!);
    return line;
  }
}
