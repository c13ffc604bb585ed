/** What rows come to, in the figures by which a person compares one reading with another. */
import type { Interpreted } from '../../facts/row/outcome.ts';
import type { CustomerMention } from '../../core/facts.ts';
import type { AnyKind } from '../../facts/kind.ts';
import { kinds } from '../../facts/kinds.ts';
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
    if (result.type !== 'fact' || result.held !== null) return;
    const kind: AnyKind = kinds[result.kind];
    const entry = result.entry as unknown as Readonly<Record<string, unknown>>;
    const minor = kind.amount === null ? null : (entry[kind.amount] as bigint | null);
    const currency = entry['currency'] as string;
    if (minor !== null) this.totals.set(currency, (this.totals.get(currency) ?? 0n) + minor);
    const date = entry[kind.day] as string;
    if (this.firstDate === null || date < this.firstDate) this.firstDate = date;
    if (this.lastDate === null || date > this.lastDate) this.lastDate = date;
    if (!withDetails) return;
    const {
      documentType = '',
      documentNumber,
      customer,
    } = entry as { documentType?: string; documentNumber?: string; customer?: CustomerMention };
    if (documentNumber !== undefined) this.documents.add(`${documentType}\u0001${documentNumber}\u0001${date.slice(0, 4)}`);
    if (customer !== undefined)
      this.customers.add(customer.code || customer.taxId + customer.branchId || nameKey(normalName(customer.name)));
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
