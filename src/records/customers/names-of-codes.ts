/** How a source named the customers behind its codes when it last spoke of them. */
import type { ReadTx } from '../database.ts';

export async function namesOfCodes(tx: ReadTx, sourceId: string, codes: string[]): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('customer_code')
    .select(['code', 'name'])
    .where('source_id', '=', sourceId)
    .where('code', 'in', codes)
    .where('name', '<>', '')
    .execute();
  return new Map(rows.map(({ code, name }) => [code, name]));
}
