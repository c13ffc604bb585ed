/** What a commit registers of its entry: lines, documents, customers, control totals, first and last date. */
import { type Preview, rowsOf } from '../../journal/preview/preview.ts';
import type { Staging } from '../../journal/staging.ts';

export interface EntryCounts {
  lines: number;
  documents: number;
  customers: number;
  firstDate: string | null;
  lastDate: string | null;
  totals: { currency: string; netMinor: string }[];
  usualCurrency: string | null;
}

/** Out of the preview, where nothing can have been accepted or left out since. */
export function countedBefore({ documents, lines, customers, firstDate, lastDate, totals }: Preview): EntryCounts {
  return {
    lines,
    documents: documents.new + documents.changed + documents.unchanged + documents.conflict,
    customers: customers.toldApart,
    firstDate,
    lastDate,
    totals,
    usualCurrency: totals[0]?.currency ?? null,
  };
}

export async function countEntries(connection: Staging['connection']): Promise<EntryCounts> {
  const [counts] = await rowsOf(
    connection,
    `select count(*) as lines, count(distinct document) as documents, count(distinct customer_code) as customers,
       min(on_date)::varchar as first_date, max(on_date)::varchar as last_date from entry where held is null and not draft`,
  );
  const totals = await rowsOf(
    connection,
    'select currency, count(*) as lines, sum(counted_minor)::varchar as net_minor from entry where held is null and not draft group by 1 having count(counted_minor) > 0 order by 1',
  );
  const usual = totals.toSorted((a, b) => Number(b['lines']) - Number(a['lines']))[0];
  return {
    lines: Number(counts!['lines']),
    documents: Number(counts!['documents']),
    customers: Number(counts!['customers']),
    firstDate: counts!['first_date'] as string | null,
    lastDate: counts!['last_date'] as string | null,
    totals: totals.map((row) => ({ currency: row['currency'] as string, netMinor: row['net_minor'] as string })),
    usualCurrency: (usual?.['currency'] as string | undefined) ?? null,
  };
}
