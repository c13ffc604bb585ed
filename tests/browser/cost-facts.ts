/** Puts facts of cost into an open company's journal, as an import of them would, and has everybody valued by them. */
import { writeBatch, type JournalRow } from '../../fixtures/write-journal.ts';
import type { Context } from '../../src/context/context.ts';
import { settle } from '../../src/flow/settle.ts';
import { adoptJournalFile } from '../../src/journal/append.ts';
import type { JournalKind } from '../../src/journal/schema.ts';
import { beginBatch, commitBatch } from '../../src/records/batches/writer.ts';
import type { JournalFile } from '../../src/records/tables.ts';

const months = Array.from({ length: 10 }, (_, at) => `2026-${String(at + 1).padStart(2, '0')}`);

/** In kopecks. Selling knows its paid minutes, delivery none; rent follows nobody; one invoice came in another currency. */
export function costFacts(customers: { dear: string; usual: string }): Partial<Record<JournalKind, JournalRow[]>> {
  return {
    cost: [
      ...months.flatMap((month) => [
        { document: `${month} selling`, month: `${month}-01`, pool: 'Отдел продаж', amount_minor: 12_000_000, paid_minutes_micro: (month === '2026-03' ? 1_000 : 12_000) * 1e6, currency: 'RUB' },
        { document: `${month} delivery`, month: `${month}-01`, pool: 'Доставка', amount_minor: 9_000_000, paid_minutes_micro: null, currency: 'RUB' },
        { document: `${month} rent`, month: `${month}-01`, pool: 'Аренда офиса', amount_minor: 4_000_000, paid_minutes_micro: null, currency: 'RUB' },
      ]),
      { document: '2026-05 fair', month: '2026-05-01', pool: 'Отдел продаж', amount_minor: 250_000, paid_minutes_micro: null, currency: 'EUR' },
    ],
    direct_cost: [{ document: 'penalty', happened_on: '2026-04-12', customer_code: customers.dear, document_number: '', name: 'Штраф за просрочку', amount_minor: 1_500_000, currency: 'RUB' }],
    service_event: months.flatMap((month) => [
      { document: `${month} dear calls`, happened_on: `${month}-14`, customer_code: customers.dear, event: 'call', count: 90, minutes_micro: 2_700 * 1e6 },
      { document: `${month} dear visits`, happened_on: `${month}-15`, customer_code: customers.dear, event: 'visit', count: 12, minutes_micro: 1_080 * 1e6 },
      { document: `${month} usual calls`, happened_on: `${month}-16`, customer_code: customers.usual, event: 'call', count: 6, minutes_micro: 60 * 1e6 },
    ]),
  };
}

/** Of the company's only source, whose codes the facts speak of. */
export async function loadFacts(context: Context, facts: Partial<Record<JournalKind, JournalRow[]>>): Promise<void> {
  const { dataDir } = context.config;
  const [batch, source] = await context.records.as('system', async (tx) => [
    await beginBatch(tx, { fileName: 'costs.csv', createdBy: null }),
    await tx.selectFrom('source').select('id').orderBy('id').executeTakeFirstOrThrow(),
  ]);
  const written = await writeBatch({ position: 0, sourceId: source.id }, facts);
  const files: Record<string, JournalFile> = {};
  for (const [kind, from] of Object.entries(written.files) as [JournalKind, string][]) {
    files[kind] = await adoptJournalFile({ dataDir, kind, batch, from, rows: facts[kind]?.length ?? 0 });
  }
  await context.records.as('system', async (tx) => {
    await tx.updateTable('batch').set({ source_id: source.id }).where('id', '=', batch).execute();
    await commitBatch(tx, batch, { documents: 0, lines: 0, customers: 0, totals: [], firstDate: null, lastDate: null, files }, 'test');
  });
  await context.turn.take(() => settle(context, { actor: 'test' }, { signal: new AbortController().signal, report: () => {} }));
}
