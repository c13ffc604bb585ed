/** The same moves in any dress: order of columns, further columns, names of columns, words of direction, signs or two columns, one side or both. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileOfCells } from '../../../fixtures/file-of-cells.ts';
import { recognise } from '../recognise/recognise.ts';
import { interpret } from './interpret.ts';

interface MoneyMove {
  day: number;
  number: number;
  who: { name: string; taxId: string; account: string };
  kopecks: number;
  /** sale: paid by a customer; back: went back to one; supplier, fee: no customer's; loan: came in, and is no customer's. */
  what: 'sale' | 'back' | 'supplier' | 'fee' | 'loan';
}

const customers = [
  { name: 'ООО "Клён"', taxId: '7701234567', account: '40702810000000000011' },
  { name: 'ИП Серов', taxId: '540600000011', account: '40802810000000000012' },
  { name: 'ТОО "Сарман"', taxId: '123456789012', account: '40702810000000000013' },
];
const others = [
  { name: 'ООО "Мельница"', taxId: '7707654321', account: '40702810000000000014' },
  { name: 'АО "Банк"', taxId: '7707083893', account: '40702810000000000015' },
];
const us = { name: 'ООО "Мы"', taxId: '5406000001', account: '40702810000000000001' };

const move = fc
  .record({
    day: fc.integer({ min: 1, max: 28 }),
    number: fc.integer({ min: 1, max: 900 }),
    at: fc.nat(2),
    kopecks: fc.integer({ min: 100, max: 9_999_999 }),
    what: fc.constantFrom('sale', 'sale', 'back', 'supplier', 'fee', 'loan' as const),
  })
  .map(({ at, ...rest }): MoneyMove => ({
    ...rest,
    who: rest.what === 'sale' || rest.what === 'back' ? customers[at]! : others[rest.what === 'supplier' ? 0 : 1]!,
  }));

const purposes: Record<MoneyMove['what'], string> = {
  sale: 'Оплата за товар по счету 5',
  back: 'Возврат оплаты по счету 5',
  supplier: 'За муку по договору 7',
  fee: 'Комиссия за ведение счета',
  loan: 'Предоставление кредита по договору 9',
};
const isIn = ({ what }: MoneyMove): boolean => what === 'sale' || what === 'loan';
const sum = (kopecks: number): string => `${Math.floor(kopecks / 100)},${String(kopecks % 100).padStart(2, '0')}`;

type Column = [heading: string, cell: (move: MoneyMove) => string];

const words: [heading: string, incoming: string, outgoing: string][] = [
  ['Дт/Кт', 'Кт', 'Дт'],
  ['Вид операции', 'Поступление', 'Списание'],
  ['Операция', 'Зачисление', 'Списание со счета'],
  ['Тип операции (приход/расход)', 'Приход', 'Расход'],
  ['Тип', 'Credit', 'Debit'],
  ['+/-', '+', '-'],
  ['Напрямок', 'Надходження', 'Видаток'],
  ['In/Out', 'in', 'out'],
  ['Признак', 'CR', 'DR'],
];

/** How the direction is told. */
const conventions: fc.Arbitrary<Column[]> = fc.oneof(
  fc
    .constantFrom('Сумма', 'Сумма операции', 'Сумма платежа')
    .map((heading): Column[] => [[heading, (one) => (isIn(one) ? '' : '-') + sum(one.kopecks)]]),
  fc
    .constantFrom(
      ['Приход', 'Расход'],
      ['Сумма по кредиту', 'Сумма по дебету'],
      ['Поступление', 'Списание'],
      ['Credit', 'Debit'],
      ['Надходження', 'Видаток'],
    )
    .map(([incoming, outgoing]): Column[] => [
      [incoming!, (one) => (isIn(one) ? sum(one.kopecks) : '')],
      [outgoing!, (one) => (isIn(one) ? '' : sum(one.kopecks))],
    ]),
  fc.tuple(fc.constantFrom(...words), fc.boolean()).map(([[heading, incoming, outgoing], signed]): Column[] => [
    [heading, (one) => (isIn(one) ? incoming : outgoing)],
    ['Сумма', (one) => (signed && !isIn(one) ? '-' : '') + sum(one.kopecks)],
  ]),
);

/** One side, or both. */
const parties: fc.Arbitrary<Column[]> = fc.oneof(
  fc.constant<Column[]>([
    ['Контрагент', ({ who }) => who.name],
    ['ИНН контрагента', ({ who }) => who.taxId],
    ['Счет контрагента', ({ who }) => who.account],
  ]),
  fc.constant<Column[]>([
    ['Номер счета', () => us.account],
    ['Плательщик', (one) => (isIn(one) ? one.who : us).name],
    ['ИНН плательщика', (one) => (isIn(one) ? one.who : us).taxId],
    ['Счет плательщика', (one) => (isIn(one) ? one.who : us).account],
    ['Получатель', (one) => (isIn(one) ? us : one.who).name],
    ['ИНН получателя', (one) => (isIn(one) ? us : one.who).taxId],
    ['Счет получателя', (one) => (isIn(one) ? us : one.who).account],
  ]),
);

const further: fc.Arbitrary<Column[]> = fc.subarray<Column>([
  ['БИК', () => '044525225'],
  ['Примечание', () => ''],
  ['Время', () => '10:00'],
  ['Комиссия', () => '0,00'],
  ['Ответственный', () => 'Иванова'],
  ['Статус', () => 'Исполнен'],
]);

async function moneyByCustomer(table: string[][]): Promise<Record<string, string>> {
  const file = fileOfCells(table);
  const sums: Record<string, bigint> = {};
  for await (const rows of interpret(file, await recognise(file, { companyCurrency: 'RUB' }))) {
    for (const row of rows) {
      if (row.type === 'rejected') throw new Error(`rejected: ${row.reason} ${row.detail}`);
      if (row.type === 'fact' && row.kind === 'payments')
        sums[row.entry.customer.name] = (sums[row.entry.customer.name] ?? 0n) + row.entry.amountMinor;
    }
  }
  return Object.fromEntries(
    Object.entries(sums)
      .toSorted()
      .map(([name, minor]) => [name, minor.toString()]),
  );
}

test('the same payments, however the file is laid out', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(move, { minLength: 2, maxLength: 25 }),
      conventions,
      parties,
      further,
      fc.infiniteStream(fc.nat()),
      async (moves, direction, sides, more, numbers) => {
        // Both directions and two customers, so that the file shows what its columns are.
        const all: MoneyMove[] = [
          ...moves,
          { day: 1, number: 901, who: customers[0]!, kopecks: 12_345, what: 'sale' },
          { day: 2, number: 902, who: others[0]!, kopecks: 777, what: 'supplier' },
          { day: 3, number: 903, who: customers[1]!, kopecks: 55_500, what: 'sale' },
        ];
        const columns: Column[] = [
          ['Дата', ({ day }) => `${String(day).padStart(2, '0')}.01.2026`],
          ['Номер документа', ({ number }) => String(number)],
          ['Назначение платежа', ({ what }) => purposes[what]],
          ...direction,
          ...sides,
          ...more,
        ];
        const shuffled = columns
          .map((column) => [numbers.next().value as number, column] as const)
          .toSorted((a, b) => a[0] - b[0])
          .map(([, column]) => column);
        const expected: Record<string, bigint> = {};
        for (const { who, kopecks, what } of all)
          if (what === 'sale' || what === 'back')
            expected[who.name] = (expected[who.name] ?? 0n) + BigInt(what === 'sale' ? kopecks : -kopecks);
        const sums = Object.fromEntries(
          Object.entries(expected)
            .toSorted()
            .map(([name, minor]) => [name, minor.toString()]),
        );
        expect(
          await moneyByCustomer([shuffled.map(([heading]) => heading), ...all.map((one) => shuffled.map(([, cell]) => cell(one)))]),
        ).toEqual(sums);
      },
    ),
    { numRuns: 150 },
  );
});
