/** What a committed import counts: documents, lines, customers, money and days, as its registration states them. */
import type { Sight } from '../../core/access/sight.ts';
import type { Context } from '../../context/context.ts';

export async function importedFigures(context: Context, sight: Sight, importId: string) {
  const row = await context.records.read(sight, (tx) =>
    tx
      .selectFrom('entry')
      .select(['documents', 'lines', 'customers', 'totals', 'first_date', 'last_date'])
      .where('import_id', '=', importId)
      .executeTakeFirstOrThrow(),
  );
  return {
    documents: Number(row.documents),
    lines: Number(row.lines),
    customers: Number(row.customers),
    totals: row.totals,
    firstDate: row.first_date,
    lastDate: row.last_date,
  };
}
