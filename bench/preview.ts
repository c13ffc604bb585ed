/**
 * The time of a preview in a running program: `node bench/preview.ts [--runs 5]`
 * A workbook of 10,000 rows and a CSV of 60,000 rows, both with 12 columns, are read into the staging place of an empty company and
 * compared. Prints medians, and the time of each step in the last run. The floor for comparison: the same file opened and its rows skipped.
 */
import { asProgram } from '../src/core/access/sight.ts';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { randomOf } from '../fixtures/seeded-random.ts';
import { writeXlsx } from '../fixtures/write-xlsx.ts';
import { readConfig } from '../src/context/config.ts';
import { openContext } from '../src/context/context.ts';
import { beginImport, discardImport } from '../src/flow/1-import/commit.ts';
import { readImport } from '../src/flow/1-import/read-file.ts';
import { openFile } from '../src/imports/open-file.ts';
import { medianMilliseconds } from './median.ts';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '5' } } });
const runs = Number(values.runs);
const folder = mkdtempSync(join(tmpdir(), 'clientele-bench-'));
chmodSync(folder, 0o711);

const workbook = join(folder, 'sales.xlsx');
writeFileSync(workbook, writeXlsx({ sheets: [{ name: 'TDSheet', rows: table(10_000).map((row) => row.map((cell) => cell)) }] }));
const csv = join(folder, 'sales.csv');
writeFileSync(
  csv,
  table(60_000)
    .map((row) => row.join(';'))
    .join('\r\n'),
);

await using context = await openContext(readConfig({ CLIENTELE_LOG: 'silent' }, { data: join(folder, 'data') }));
for (const path of [workbook, csv]) {
  const steps = new Map<string, number>();
  const floor = await medianMilliseconds(runs, async () => {
    for await (const _ of (await openFile(path)).rows());
  });
  const preview = await medianMilliseconds(runs, async () => {
    steps.clear();
    let began = performance.now();
    let step = '';
    const next = (name: string): void => {
      if (name === step) return;
      if (step !== '') steps.set(step, performance.now() - began);
      [step, began] = [name, performance.now()];
    };
    const batchId = await beginImport(context, { fileName: path, actor: asProgram('command line') });
    await readImport(
      context,
      { batchId, path, fileName: path },
      { report: ({ step: name }) => next(name), signal: new AbortController().signal },
    );
    next('end');
    await discardImport(context, batchId);
  });
  console.log(
    `${path.endsWith('xlsx') ? 'workbook, 10,000 rows' : 'CSV, 60,000 rows'}: preview ${preview.toFixed(0)} ms, reading alone ${floor.toFixed(0)} ms; ${[...steps].map(([name, ms]) => `${name} ${ms.toFixed(0)}`).join(', ')}`,
  );
}
rmSync(folder, { recursive: true, force: true });

function table(count: number): string[][] {
  const random = randomOf(7);
  const rows = [
    ['Дата', 'Номер', 'Вид документа', 'Контрагент', 'ИНН', 'Номенклатура', 'Артикул', 'Ед.', 'Количество', 'Сумма', 'НДС', 'Менеджер'],
  ];
  for (let at = 0; at < count; at++) {
    const customer = Math.floor(random() * 800);
    const kopecks = 1000 + Math.floor(random() * 9_000_000);
    const day = 1 + Math.floor((at / count) * 700);
    const date = new Date(Date.UTC(2024, 0, day));
    rows.push([
      `${String(date.getUTCDate()).padStart(2, '0')}.${String(date.getUTCMonth() + 1).padStart(2, '0')}.${date.getUTCFullYear()}`,
      `РН-${String(Math.floor(at / 4)).padStart(6, '0')}`,
      random() < 0.02 ? 'Возврат товаров от клиента' : 'Реализация товаров и услуг',
      `ООО "Покупатель ${customer}"`,
      String(7_700_000_000 + customer * 11),
      `Товар ${Math.floor(random() * 900)}`,
      `А-${Math.floor(random() * 900)}`,
      'шт',
      String(1 + Math.floor(random() * 40)),
      (kopecks / 100).toFixed(2).replace('.', ','),
      (kopecks / 600).toFixed(2).replace('.', ','),
      ['Смирнова О.', 'Козлов П.'][at % 2]!,
    ]);
  }
  return rows;
}
