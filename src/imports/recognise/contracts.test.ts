/** Registers of contracts as insurers, clubs and services print them, and tables that only mention a contract. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readLines } from '../../../fixtures/read-lines.ts';
import type { Interpreted } from '../../facts/row/outcome.ts';
import { interpret } from '../interpret/interpret.ts';
import { openFile } from '../open-file.ts';
import { questionKey, questionsIn } from '../assumptions/assumption.ts';
import { recognise } from './recognise.ts';

async function read(lines: string[]): Promise<{ kind: string; terms: string[]; questions: string[] }> {
  const { recognition, rows } = await readLines(lines);
  const terms = rows.flatMap((row) =>
    row.type === 'fact' && row.kind === 'contracts'
      ? [
          [
            row.entry.contractNumber,
            row.entry.customer.name,
            row.entry.from,
            row.entry.until,
            row.entry.terminatedOn ?? '',
            row.entry.amountMinor ?? '',
            row.entry.currency,
          ].join('|'),
        ]
      : [],
  );
  return { kind: recognition.kind, terms, questions: questionsIn(recognition.assumptions).map(questionKey) };
}

describe('a register of contracts', () => {
  test.each([
    [
      'of service, in Russian, with terminations',
      [
        'Договор;Клиент;ИНН;Действует с;Действует по;Сумма договора без НДС;Дата расторжения',
        'Д-1;Ромашка ООО;7707083893;01.01.2025;31.12.2025;120 000,00;',
        'Д-2;Кафе «Утро»;;15.03.2026;14.03.2027;5000;01.06.2026',
      ],
      ['Д-1|Ромашка ООО|2025-01-01|2025-12-31||12000000|RUB', 'Д-2|Кафе «Утро»|2026-03-15|2027-03-14|2026-06-01|500000|RUB'],
    ],
    [
      'of policies, in Ukrainian, whose premiums bear no VAT',
      [
        '№ поліса;Страхувальник;Дата початку;Дата закінчення;Страхова премія, грн',
        'AA-1;ТОВ Ранок;01.01.2025;31.12.2025;1200,50',
        'AA-2;ФОП Коваль;01.02.2025;31.01.2026;900',
      ],
      ['AA-1|ТОВ Ранок|2025-01-01|2025-12-31||120050|UAH', 'AA-2|ФОП Коваль|2025-02-01|2026-01-31||90000|UAH'],
    ],
    [
      'of subscriptions, with lengths in months and no amounts',
      ['Subscription ID,Customer,Start Date,Term (months)', 'S1,Acme Ltd,2025-01-15,12', 'S2,Beta LLC,2025-03-20,1'],
      ['S1|Acme Ltd|2025-01-15|2026-01-14|||RUB', 'S2|Beta LLC|2025-03-20|2025-04-19|||RUB'],
    ],
    [
      'of season tickets, with lengths in words',
      [
        'Абонемент №;Клиент;Начало действия;Срок действия;Стоимость абонемента с НДС',
        '17;Иванов И. И.;01.02.2025;1 год;1200',
        '18;Петров П. П.;01.02.2025;6 мес.;600',
        '19;Сидоров С. С.;01.02.2025;90 дней;360',
      ],
      [
        '17|Иванов И. И.|2025-02-01|2026-01-31||100000|RUB',
        '18|Петров П. П.|2025-02-01|2025-07-31||50000|RUB',
        '19|Сидоров С. С.|2025-02-01|2025-05-01||30000|RUB',
      ],
    ],
    [
      'whose last day is headed as its term',
      ['Полис;Страхователь;Дата начала;Срок действия;Премия', 'П-1;Театр;01.02.2025;31.01.2026;700', 'П-2;Школа;15.02.2025;14.02.2026;800'],
      ['П-1|Театр|2025-02-01|2026-01-31||70000|RUB', 'П-2|Школа|2025-02-15|2026-02-14||80000|RUB'],
    ],
  ])('%s', async (_, lines, terms) => {
    expect(await read(lines)).toMatchObject({ kind: 'contracts', terms });
  });

  test('asks whether amounts contain VAT where nothing says, and never of premiums', async () => {
    const asked = async (heading: string): Promise<string[]> =>
      (await read([`Договор;Клиент;Действует с;Действует по;${heading}`, 'Д-1;Ромашка ООО;31.01.2025;30.01.2026;100'])).questions;
    expect(await asked('Сумма договора')).toContain('vat');
    expect(await asked('Сумма договора без НДС')).not.toContain('vat');
    expect(await asked('Страховая премия')).not.toContain('vat');
  });

  test.each([
    ['no number', ';Ромашка;31.01.2026;30.01.2027;100', 'missing_contract'],
    ['nobody', 'Д-9;;31.01.2026;30.01.2027;100', 'missing_customer'],
    ['no first day', 'Д-9;Ромашка;;30.01.2027;100', 'missing_date'],
    ['no last day', 'Д-9;Ромашка;31.01.2026;;100', 'missing_term_end'],
    ['a last day that is none', 'Д-9;Ромашка;31.01.2026;31.02.2027;100', 'invalid_date'],
    ['its end before its beginning', 'Д-9;Ромашка;31.01.2026;30.01.2025;100', 'ends_before_start'],
    ['a year that is a typing error', 'Д-9;Ромашка;31.01.2026;30.01.2227;100', 'date_out_of_range'],
    ['another amount of the same term', 'Д-1;Театр;31.01.2026;30.01.2027;101', 'repeated_term'],
  ])('refuses a row with %s', async (_, line, reason) => {
    const { rows } = await readLines(
      [
        'Договор;Клиент;Действует с;Действует по;Премия',
        'Д-1;Театр;31.01.2026;30.01.2027;100',
        'Д-2;Школа;28.02.2026;27.02.2027;100',
        line,
      ],
      'contracts',
    );
    expect(rows.filter(({ type }) => type === 'rejected')).toMatchObject([{ reason }]);
  });

  test('an exact double is rejected like any second row of a term', async () => {
    const { rows } = await readLines(
      [
        'Договор;Клиент;Действует с;Действует по;Премия',
        'Д-1;Театр;31.01.2026;30.01.2027;100',
        'Д-2;Школа;28.02.2026;27.02.2027;100',
        'Д-2;Школа;28.02.2026;27.02.2027;100',
      ],
      'contracts',
    );
    expect(rows.map((row) => row.type)).toEqual(['ignored', 'fact', 'fact', 'rejected']);
  });
});

test('a table that speaks of contracts in no heading is one where a person says so', async () => {
  const lines = [
    '№;Дата;Клиент;Окончание;Сумма без НДС',
    '17;31.01.2026;Ромашка ООО;30.01.2027;100,00',
    '25;28.02.2026;Театр;27.02.2027;200,00',
    '17;31.01.2027;Ромашка ООО;30.01.2028;110,00',
  ];
  expect((await readLines(lines)).recognition.kind).not.toBe('contracts');
  const { rows } = await readLines(lines, 'contracts');
  expect(
    rows.flatMap((row) =>
      row.type === 'fact' && row.kind === 'contracts'
        ? [`${row.entry.contractNumber} ${row.entry.from} ${row.entry.until} ${row.entry.amountMinor}`]
        : [],
    ),
  ).toEqual(['17 2026-01-31 2027-01-30 10000', '25 2026-02-28 2027-02-27 20000', '17 2027-01-31 2028-01-30 11000']);
});

test('a file without the end of its terms is refused, with what it lacks', async () => {
  await expect(readLines(['Договор;Клиент;Действует с;Премия', 'Д-1;Театр;31.01.2026;100'], 'contracts')).rejects.toMatchObject({
    refusal: { code: 'column_missing', detail: { column: 'valid_until' } },
  });
});

test.each([
  [
    'sales under contracts',
    'sales',
    ['Дата;Номер;Контрагент;Договор;Номенклатура;Количество;Сумма без НДС', '31.01.2026;1;Ромашка ООО;Д-1;Кофе;1;100,00'],
  ],
  [
    'payments with their contract',
    'payments',
    ['Дата;Номер;Плательщик;Договор;Сумма платежа;Назначение платежа', '31.01.2026;1;Ромашка ООО;Д-1;100,00;Оплата по договору'],
  ],
  ['a price list with two dates', 'prices', ['Артикул;Товар;Цена без НДС;Действует с;Действует по', 'А-1;Кофе;10;01.01.2026;31.01.2026']],
  [
    'sales with the days of a subscription',
    'sales',
    [
      'Document No,Posting Date,Customer,Subscription No,Start Date,End Date,Item,Quantity,Amount',
      '1,2026-01-31,Acme Ltd,S1,2026-01-01,2026-12-31,Plan,1,100.00',
    ],
  ],
])('%s is no register of contracts', async (_, kind, lines) => {
  expect((await read(lines)).kind).toBe(kind);
});

test('an insurer’s register, as accounting prints it: titles, a sum below, policies that end before they begin or are marked for deletion', async () => {
  const file = await openFile(join(import.meta.dirname, '../../../fixtures/imports/contracts.csv'));
  const recognition = await recognise(file, { companyCurrency: 'RUB' });
  expect(recognition.kind).toBe('contracts');
  const rows: Interpreted[] = [];
  for await (const some of interpret(file, recognition)) rows.push(...some);
  expect(
    rows
      .filter(({ row }) => row > 4)
      .map((row) => [
        row.type,
        row.type === 'rejected'
          ? row.reason
          : row.type === 'ignored'
            ? row.why
            : (row.type === 'fact' && row.kind === 'contracts') || row.type === 'draft'
              ? 'contractNumber' in row.entry && `${row.entry.contractNumber} ${row.entry.until} ${row.entry.amountMinor}`
              : '',
      ]),
  ).toEqual([
    ['fact', 'СД-001 2025-02-28 4800000'],
    ['fact', 'СД-001 2026-02-28 5150050'],
    ['fact', 'СД-002 2026-06-14 320000'],
    ['rejected', 'ends_before_start'],
    ['draft', 'СД-004 2026-05-19 410000'],
    ['rejected', 'missing_term_end'],
    ['rejected', 'repeated_term'],
    ['ignored', 'total'],
  ]);
});
