/** A statement loaded twice, a sum that changed, two payers of one number, a payment that was refunded later: through the whole circle. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openCompany, temporaryFolder } from './company.ts';

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Loaded {
  changes: { new: number; changed: number; unchanged: number; conflict: number; withdrawn: number };
  totals: { currency: string; netMinor: string }[];
  held: { row: number }[];
}

function statement(name: string, lines: string[]): string {
  const path = join(folder, name);
  writeFileSync(path, ['Дата;Номер;Приход/Расход;Контрагент;Сумма, руб.;Статус;Назначение платежа', ...lines].join('\r\n'));
  return path;
}

test('twice is once, a change is a change, and one number of two payers is two payments', async () => {
  await using company = await openCompany();
  const load = (name: string, lines: string[]): Promise<Loaded> =>
    company.json<Loaded>('import', statement(name, lines), '--yes', '--source', 'bank', '--kind', 'payments');
  const january = [
    '12.01.2026;15;Приход;Клён;1000,00;Исполнен;Оплата по счету 5',
    '12.01.2026;15;Приход;Ясень;1000,00;Исполнен;Оплата по счету 6',
    '13.01.2026;15;Приход;Клён;500,00;Исполнен;Оплата по счету 7',
    '14.01.2026;16;Расход;Банк;15,00;Исполнен;Комиссия',
  ];
  expect(await load('january.csv', january)).toMatchObject({ changes: { new: 3 }, totals: [{ currency: 'RUB', netMinor: '250000' }] });
  expect(await load('again.csv', january)).toMatchObject({ changes: { new: 0, changed: 0, unchanged: 3, conflict: 0 } });
  // The same number in another month is another payment, and takes nothing from January.
  expect(await load('february.csv', ['12.02.2026;15;Приход;Клён;70,00;Исполнен;Оплата по счету 8'])).toMatchObject({
    changes: { new: 1, changed: 0, conflict: 0 },
  });
  const corrected = [
    january[0]!,
    january[1]!.replace('1000,00', '900,00'),
    january[2]!.replace('Исполнен', 'Отклонён'),
    january[3]!,
    january[0]!,
  ];
  expect(await load('corrected.csv', corrected)).toMatchObject({
    changes: { new: 0, changed: 1, unchanged: 1, withdrawn: 1, conflict: 0 },
    held: [{ row: 6 }],
  });
});
