/** What customers owe at the date of the current run, as the actor may see them; of one customer, its unpaid documents. */
import type { Context } from '../../context/context.ts';
import type { Receivable, UnpaidDocument } from '../../metrics/receivables.ts';
import { groupsOfCustomers } from '../../records/customers/groups.ts';
import { findScored } from '../../records/customers/list.ts';
import { type Sight, asProgram } from '../../core/access/sight.ts';
import { currentRun } from '../../records/runs/reader.ts';
import { currencyOfSums } from '../../records/rules/company-currency.ts';
import { documentIdOf, documentParts } from './document-id.ts';

export type Owed = Omit<Receivable, 'customerId' | 'documents' | 'since'>;

export interface CompanyReceivables {
  asOf: string;
  currency: string;
  /** False where no payment was ever loaded: nobody then knows what is owed, and nothing is told. */
  known: boolean;
  total: Owed;
  /** Who owes most first. */
  rows: (Receivable & { name: string; owner: string })[];
}

const nothing: Owed = { owedMinor: 0n, prepaidMinor: 0n, upTo30Minor: 0n, upTo60Minor: 0n, upTo90Minor: 0n, over90Minor: 0n };

/** Undefined where nothing is published yet. */
export async function receivablesOf(context: Context, sight: Sight): Promise<CompanyReceivables | undefined> {
  const seen = await context.records.read(sight, async (tx) => ({
    run: await currentRun(tx),
    currency: await currencyOfSums(tx),
    groups: await groupsOfCustomers(tx),
  }));
  if (seen.run === undefined) return undefined;
  const asOf = seen.run.as_of;
  const known = await knowsPayments(context);
  const found = known ? await context.metrics.for(sight).receivables({ asOf }) : [];
  const rows = found.flatMap((row) => {
    const customer = seen.groups.get(row.customerId);
    return customer === undefined ? [] : [{ ...row, name: customer.name, owner: customer.owner }];
  });
  return { asOf, currency: seen.currency, known, total: rows.reduce(addOwed, nothing), rows };
}

/** Of the whole company: a customer who never paid owes what it was shipped, whoever asks. */
async function knowsPayments(context: Context): Promise<boolean> {
  return (await context.metrics.for(asProgram('kinds of facts')).costs.facts()).payments;
}

function addOwed(sum: Owed, row: Owed): Owed {
  return {
    owedMinor: sum.owedMinor + row.owedMinor,
    prepaidMinor: sum.prepaidMinor + row.prepaidMinor,
    upTo30Minor: sum.upTo30Minor + row.upTo30Minor,
    upTo60Minor: sum.upTo60Minor + row.upTo60Minor,
    upTo90Minor: sum.upTo90Minor + row.upTo90Minor,
    over90Minor: sum.over90Minor + row.over90Minor,
  };
}

export interface CustomerReceivables extends Owed {
  asOf: string;
  currency: string;
  known: boolean;
  documents: number;
  since: string | null;
  /** The oldest first, as many as asked for. */
  unpaid: (Omit<UnpaidDocument, 'sourceId' | 'document'> & { id: string; type: string; number: string })[];
}

/** Undefined where the actor may not see such a customer, or nothing is published yet. */
export async function customerReceivables(
  context: Context,
  sight: Sight,
  { id, limit }: { id: string; limit: number },
): Promise<CustomerReceivables | undefined> {
  const { own, run, currency } = await context.records.read(sight, async (tx) => ({
    own: await findScored(tx, id),
    run: await currentRun(tx),
    currency: await currencyOfSums(tx),
  }));
  if (own === undefined || run === undefined) return undefined;
  const asOf = run.as_of;
  const known = await knowsPayments(context);
  const [owed] = known ? await context.metrics.for(sight).receivables({ asOf, customerId: id }) : [];
  const documents = owed === undefined ? [] : await context.metrics.for(sight).unpaidDocuments({ asOf, customerId: id, limit });
  const unpaid = documents.map(({ sourceId, document, ...rest }) => {
    const { type, number } = documentParts(document);
    return { ...rest, id: documentIdOf({ fact: 'sale_line', sourceId, document, customerId: id }), type, number };
  });
  const { customerId: _, ...amounts } = owed ?? { ...nothing, customerId: id, documents: 0, since: null };
  return { asOf, currency, known, ...amounts, unpaid };
}
