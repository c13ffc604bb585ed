/** What rows come to, in the figures by which a person compares one reading with another. */
import type { Interpreted } from '../contract.ts';
import { nameKey, normalName } from '../../core/identify/normal-name.ts';
import type { Outcome } from './assumption.ts';

export class Tally {
  private readonly totals = new Map<string, bigint>();
  private readonly documents = new Set<string>();
  private readonly customers = new Set<string>();
  private firstDate: string | null = null;
  private lastDate: string | null = null;

  /** `withDetails`: documents and customers too, which cost a set of texts; for samples. */
  add(result: Interpreted, { withDetails }: { withDetails: boolean }): void {
    if (!('entry' in result) || result.type === 'draft' || ('held' in result && result.held !== null)) return;
    const { entry } = result;
    const minor = 'netMinor' in entry ? entry.netMinor : 'amountMinor' in entry ? entry.amountMinor : null;
    if (minor !== null && 'currency' in entry) this.totals.set(entry.currency, (this.totals.get(entry.currency) ?? 0n) + minor);
    const date =
      'shippedOn' in entry
        ? entry.shippedOn
        : 'paidOn' in entry
          ? entry.paidOn
          : 'month' in entry
            ? entry.month
            : 'happenedOn' in entry
              ? entry.happenedOn
              : 'from' in entry
                ? entry.from
                : null;
    if (date !== null) {
      if (this.firstDate === null || date < this.firstDate) this.firstDate = date;
      if (this.lastDate === null || date > this.lastDate) this.lastDate = date;
    }
    if (!withDetails) return;
    if ('documentNumber' in entry)
      this.documents.add(
        `${'documentType' in entry ? entry.documentType : ''}\u0001${entry.documentNumber}\u0001${(date ?? '').slice(0, 4)}`,
      );
    if ('customer' in entry)
      this.customers.add(entry.customer.code || entry.customer.taxId + entry.customer.branchId || nameKey(normalName(entry.customer.name)));
  }

  outcome({ ofSample }: { ofSample: boolean }): Outcome {
    return {
      totals: [...this.totals].map(([currency, netMinor]) => ({ currency, netMinor: String(netMinor) })),
      documents: this.documents.size,
      customers: this.customers.size,
      firstDate: this.firstDate,
      lastDate: this.lastDate,
      ofSample,
    };
  }
}
