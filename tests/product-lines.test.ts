/** New for a product line: an old customer that begins to buy something else, from the file to the explanation. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openCompany, temporaryFolder } from './company.ts';

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const line = (document: string, date: string, customer: string, productLine: string, net: string, returned = 'no'): string =>
  [document, date, customer, 'Item', productLine, '1', net, returned].join(';');
const heading = 'Document No;Date;Customer;Product;Product line;Quantity;Amount without VAT;Return';

test('the lines that a customer has only begun to buy are named, with until when', async () => {
  await using company = await openCompany();
  const file = join(folder, 'sales.csv');
  writeFileSync(
    file,
    [
      heading,
      line('S-1', '2025-02-03', 'Granite Wholesale', 'Coffee', '100.00'),
      line('S-2', '2026-04-10', 'Granite Wholesale', 'Tea', '50.00'),
      line('S-3', '2026-06-03', 'Granite Wholesale', 'Coffee', '70.00'),
      line('S-3', '2026-06-03', 'Granite Wholesale', 'Sugar', '30.00'),
      line('S-3', '2026-06-03', 'Granite Wholesale', '', '30.00'),
      // It all came back: nothing was shipped of it.
      line('S-4', '2026-06-05', 'Granite Wholesale', 'Paper', '20.00'),
      line('S-5', '2026-06-09', 'Granite Wholesale', 'Paper', '-20.00', 'yes'),
      line('S-6', '2026-03-30', 'Station Kiosk', 'Sugar', '10.00'),
      line('S-7', '2026-06-30', 'City Hospital', 'Tea', '10.00'),
    ].join('\r\n'),
  );
  await company.json('import', file, '--yes');
  const newLines = async (customer: string) =>
    (await company.json<{ newProductLines: { product_line: string; since: string; until: string; rule: string }[] }>('explain', customer))
      .newProductLines;
  expect(await newLines('Granite Wholesale')).toEqual([
    { rule: 'first_shipment_of_line', product_line: 'Sugar', since: '2026-06-03', until: '2026-09-02', months: 3 },
    { rule: 'first_shipment_of_line', product_line: 'Tea', since: '2026-04-10', until: '2026-07-09', months: 3 },
  ]);
  expect(await newLines('Station Kiosk')).toEqual([]);
  expect((await newLines('City Hospital')).map(({ product_line }) => product_line)).toEqual(['Tea']);
  expect((await company.run('explain', 'Granite Wholesale')).out).toContain(
    'new product line: Sugar, first shipped 2026-06-03, new until 2026-09-02',
  );

  // An earlier sale that is loaded later: the line was never new.
  const earlier = join(folder, 'earlier.csv');
  writeFileSync(earlier, [heading, line('S-0', '2025-01-09', 'Granite Wholesale', 'Sugar', '5.00')].join('\r\n'));
  const { batch } = await company.json<{ batch: string }>('import', earlier, '--yes');
  expect((await newLines('Granite Wholesale')).map(({ product_line }) => product_line)).toEqual(['Tea']);
  await company.json('undo', batch);
  expect((await newLines('Granite Wholesale')).map(({ product_line }) => product_line)).toEqual(['Sugar', 'Tea']);
  await company.json('settings', 'set', 'lifecycle.newMonths=1');
  expect((await newLines('Granite Wholesale')).map(({ product_line }) => product_line)).toEqual(['Sugar']);
});
