/** Balances of statements: reproduced, contradicted, newest row first, sums printed above and below. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellsOf, fileOfCells } from '../../../fixtures/file-of-cells.ts';
import type { RawRow } from '../../facts/row/raw-row.ts';
import { recognise } from '../recognise/recognise.ts';
import { type BalanceCheck, balanceRows, checkBalance, statedBalance } from './check-balance.ts';

const nothingStated = { openingMinor: null, closingMinor: null, incomingMinor: null, outgoingMinor: null };

async function checksOf(text: string): Promise<string[]> {
  const file = fileOfCells(cellsOf(text));
  const recognition = await recognise(file, { companyCurrency: 'RUB' });
  const rows: RawRow[] = [];
  for await (const some of file.rows()) rows.push(...some);
  const below = rows.filter(({ number }) => number > recognition.headerRows.at(-1)!);
  return checkBalance({ rows: balanceRows(recognition, below), stated: statedBalance(recognition, below) }).map(inWords);
}

const inWords = ({ of, agrees, statedMinor, readMinor, firstRow }: BalanceCheck): string =>
  `${of} ${agrees ? 'agrees' : `${statedMinor} read ${readMinor}`}${firstRow === null ? '' : ` from row ${firstRow}`}`;

describe('statements', () => {
  test('a running balance that every row reproduces, customers or not', async () => {
    expect(
      await checksOf(`Дата;Контрагент;Приход;Расход;Назначение платежа;Остаток
      02.02.2026;Клён;1000,00;;за товар;1500,00
      03.02.2026;Мельница;;400,00;за муку;1100,00
      04.02.2026;Банк;;15,00;;1085,00`),
    ).toEqual(['running agrees']);
  });

  test('newest first', async () => {
    expect(
      await checksOf(`Date;Description;Amount;Balance
      2026-02-04;From OAK LTD;20.00;120.00
      2026-02-03;Bank fee;-5.00;100.00
      2026-02-02;From OAK LTD;100.00;105.00`),
    ).toEqual(['running agrees']);
  });

  test('a direction that is read wrong contradicts it, and the row is named', async () => {
    expect(
      await checksOf(`Дата;Приход/Расход;Сумма;Контрагент;Назначение платежа;Остаток
      02.02.2026;Приход;1000,00;Клён;за товар;1500,00
      03.02.2026;Приход;400,00;Мельница;за муку;1100,00
      04.02.2026;Приход;10,00;Клён;за товар;1110,00`),
    ).toEqual(['running -39000 read 41000 from row 3']);
  });

  test('totals below both columns, and the balances above and below', async () => {
    expect(
      await checksOf(`Выписка по расчетному счету
      Входящий остаток на 01.01.2026: 1 000,00
      Дата;Контрагент;Приход;Расход;Назначение платежа
      14.01.2026;Клён;1200,00;;Оплата по счету 5
      15.01.2026;Мельница;;300,00;За муку
      Итого;;1 200,00;310,00;
      Исходящий остаток;;1 900,00;;`),
    ).toEqual(['incoming agrees', 'outgoing 31000 read 30000', 'closing agrees']);
  });

  test('pending rows move nothing; what is left after fees is not checked against gross', async () => {
    expect(
      await checksOf(`Дата;Плательщик;Сумма;Статус;Остаток;Назначение платежа
      14.01.2026;Клён;1200,00;Исполнен;1200,00;за товар
      15.01.2026;Клён;500,00;В обработке;1200,00;за товар
      16.01.2026;Клён;100,00;Исполнен;1300,00;за товар`),
    ).toEqual(['running agrees']);
    expect(
      await checksOf(`Date;Name;Type;Gross;Fee;Net;Balance
      2026-01-14;Ann Oak;Website Payment;105.00;-3.00;102.00;102.00
      2026-01-15;Bob Elm;Website Payment;50.00;-2.00;48.00;150.00`),
    ).toEqual([]);
  });

  test('nothing is checked where nothing is printed', async () => {
    expect(
      await checksOf(`Дата;Контрагент;Приход;Расход;Назначение платежа
      14.01.2026;Клён;1200,00;;Оплата по счету 5`),
    ).toEqual([]);
  });
});

test('any moves agree with the balances they make, in either order; a corrupted balance never does', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.bigInt({ min: -1_000_000n, max: 1_000_000n }).filter((sum) => sum !== 0n),
        { minLength: 3, maxLength: 40 },
      ),
      fc.bigInt({ min: 0n, max: 10_000_000n }),
      fc.nat(),
      fc.bigInt({ min: 1n, max: 999n }),
      (moves, opening, where, error) => {
        let balance = opening;
        const rows = moves.map((movedMinor, index) => ({
          row: index + 1,
          currency: 'RUB',
          movedMinor,
          balanceMinor: (balance += movedMinor),
        }));
        const stated = { ...nothingStated, openingMinor: opening, closingMinor: balance };
        for (const order of [rows, rows.toReversed()])
          expect(checkBalance({ rows: order, stated }).every(({ agrees }) => agrees)).toBe(true);
        const wrong = rows.with(where % rows.length, {
          ...rows[where % rows.length]!,
          balanceMinor: rows[where % rows.length]!.balanceMinor + error,
        });
        expect(checkBalance({ rows: wrong, stated: nothingStated }).some(({ agrees }) => !agrees)).toBe(true);
      },
    ),
  );
});
