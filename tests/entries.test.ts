/** The journal takes entries that no import made: they count, are checked, backed up and undone as those of imports are. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asProgram } from '../src/core/access/sight.ts';
import { settle } from '../src/flow/settle.ts';
import { createStaging } from '../src/journal/staging.ts';
import { writeJournalFile } from '../src/journal/append.ts';
import { appendEntry, numberEntry, undoEntry, type Origin } from '../src/records/journal/writer.ts';
import { openCompany, temporaryFolder, type TestCompany } from './company.ts';
import { salesFile } from './ledger.ts';
import { clienteleJson } from './process.ts';

let folder: string;
let company: TestCompany;
beforeAll(async () => {
  folder = temporaryFolder();
  company = await openCompany();
  const sales = salesFile(folder, 'sales.csv', [['S-1', '2026-04-15', 'C01', 'Granite Wholesale', '400.00', '240.00']]);
  await company.json('import', sales, '--yes', '--source', 'books');
});
afterAll(async () => {
  await company[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const run = { signal: new AbortController().signal, report: () => {} };

/** A shipment of 30.00 to Granite Wholesale, as a step of the program would append it; its number. */
async function append(from: Exclude<Origin, { origin: 'import' }>): Promise<string> {
  const { records, config } = company.context;
  const id = await records.change(asProgram('jobs'), numberEntry);
  const document = ['', '', `P-${id}`, '2026'].join('\u001f');
  const staging = await createStaging(join(folder, `${id}.duckdb`));
  try {
    const file = await writeJournalFile(staging.connection, {
      dataDir: config.dataDir,
      kind: 'sale_line',
      entry: id,
      select: `select 1 as row_number, '${document}' as document, '' as seller, '' as document_type, 'P-${id}' as document_number, 1 as line_number,
        date '2026-05-10' as shipped_on, 'code:C01' as customer_code, '' as product_code, 'Coffee' as product,
        '' as product_line, '' as unit, 1000000 as quantity_micro, null as list_minor, null as discount_minor, 3000 as net_minor, null as vat_minor,
        1000 as cost_minor, 'RUB' as currency, '' as manager, 'sale' as kind, '' as delivery_point`,
    });
    await records.change(asProgram('jobs'), async (tx) => {
      const { id: sourceId } = await tx.selectFrom('source').select('id').where('name', '=', 'books').executeTakeFirstOrThrow();
      const totals = [{ currency: 'RUB', netMinor: '3000' }];
      const holds = {
        documents: 1,
        lines: 1,
        customers: 1,
        totals,
        firstDate: '2026-05-10',
        lastDate: '2026-05-10',
        files: { sale_line: file! },
      };
      await appendEntry(tx, { id, kind: 'sales', sourceId, from, ...holds }, asProgram('jobs'));
    });
    return id;
  } finally {
    await staging[Symbol.asyncDispose]();
  }
}

const revenue = async (): Promise<string> =>
  (await company.json<{ revenueMinor: string }[]>('customers', '--as-of', '2026-06-30'))[0]!.revenueMinor;

test('an entry of the program counts, is checked, survives a backup, and is undone', async () => {
  const id = await append({ origin: 'program' });
  expect(id).toBe('2');
  await settle(company.context, { actor: asProgram('jobs') }, run);
  expect(await revenue()).toBe('43000');
  expect(await company.json('check')).toMatchObject({ ok: true });

  const backup = join(folder, 'backup.tar.gz');
  await company.json('backup', backup);
  const restored = join(folder, 'restored');
  await clienteleJson('restore', backup, '--data', restored);
  const sales = salesFile(folder, 'more.csv', [['S-2', '2026-06-01', 'C01', 'Granite Wholesale', '1.00', '0.50']]);
  // Its number is not given again.
  expect(await clienteleJson('import', sales, '--yes', '--source', 'books', '--data', restored)).toMatchObject({ batch: '3' });
  expect(await clienteleJson('customers', '--data', restored, '--as-of', '2026-06-30')).toMatchObject([{ revenueMinor: '43100' }]);

  // It is no import: people do not undo it by a number.
  expect(await company.run('undo', id)).toMatchObject({ code: 3 });
  await company.context.records.change(asProgram('jobs'), (tx) => undoEntry(tx, id, asProgram('jobs')));
  await settle(company.context, { actor: asProgram('jobs') }, run);
  expect(await revenue()).toBe('40000');
  expect(await company.json('check')).toMatchObject({ ok: true });
});

test('a ledger is closed once from each of its numbers, and again where that was undone', async () => {
  const id = await append({ origin: 'closing', ledgerFrom: '0', ledgerTo: '10' });
  await expect(append({ origin: 'closing', ledgerFrom: '0', ledgerTo: '12' })).rejects.toThrow('entry_closing');
  await append({ origin: 'closing', ledgerFrom: '10', ledgerTo: '12' });
  await company.context.records.change(asProgram('jobs'), (tx) => undoEntry(tx, id, asProgram('jobs')));
  await append({ origin: 'closing', ledgerFrom: '0', ledgerTo: '12' });
  await settle(company.context, { actor: asProgram('jobs') }, run);
  expect(await company.json('check')).toMatchObject({ ok: true });
});
