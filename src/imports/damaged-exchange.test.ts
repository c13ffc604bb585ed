/** Whatever is cut off or changed in an exchange file, it is read or refused; and money never gets lost without a word. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encode } from '../../fixtures/encode-text.ts';
import { temporaryFile } from '../../fixtures/temporary-file.ts';
import { writeBank1c } from '../../fixtures/write-bank-1c.ts';
import { writeCommerceml } from '../../fixtures/write-commerceml.ts';
import { writeDbf } from '../../fixtures/write-dbf.ts';
import { writeDif, writeSylk } from '../../fixtures/write-old-spreadsheets.ts';
import { writeCamt053, writeMt940 } from '../../fixtures/write-statement.ts';
import { ImportRefused } from './recognition.ts';
import { interpret } from './interpret/interpret.ts';
import { openFile } from './open-file.ts';
import { recognise } from './recognise/recognise.ts';

const ours = { account: '40702810900000000001', taxId: '7701000001', name: 'Our Firm' };
const buyers = [
  { account: '40702810300000000004', taxId: '7802000004', name: 'ООО "Мельница"' },
  { account: '40702810300000000005', taxId: '504200000303', name: 'ИП Кузнецова' },
];
const bank = writeBank1c({
  accounts: [{ account: ours.account, opening: '100.00', incoming: '720.00', outgoing: '0.00', closing: '820.00' }],
  documents: ['120.00', '200.00', '400.00'].map((sum, at) => ({
    number: String(at + 1),
    date: '02.03.2026',
    sum,
    payer: buyers[at % 2]!,
    payee: ours,
    received: '03.03.2026',
    purpose: 'Оплата по счету',
  })),
});
const entries = ['120.00', '200.00', '400.00'].map((amount, at) => ({
  bookedOn: '2026-03-02',
  amount,
  credit: true,
  reference: `R${at}`,
  name: 'Mill GmbH',
  purpose: 'Invoice',
}));
const statement = { opening: '100.00', closing: '820.00', entries };
const table = [
  ['Дата', 'Номер', 'Контрагент', 'Сумма без НДС'],
  ...['120', '200', '400'].map((sum, at) => ['02.03.2026', `Р-${at}`, 'Мельница', { number: sum }]),
];

const files: [name: string, content: Buffer][] = [
  ['1C bank exchange', encode(bank, 'windows-1251')],
  [
    'CommerceML',
    Buffer.from(
      writeCommerceml([
        {
          operation: 'Отпуск товара',
          number: '1',
          date: '2026-03-02',
          customer: { name: 'Мельница' },
          sum: '122.00',
          lines: [{ name: 'Чашка', quantity: '1', sum: '122.00', tax: ['22.00', true] }],
        },
      ]),
    ),
  ],
  ['camt.053', Buffer.from(writeCamt053([statement]))],
  ['MT940', Buffer.from(writeMt940([statement]))],
  [
    'DBF',
    writeDbf(
      [
        { name: 'DATA', type: 'D', length: 8 },
        { name: 'KLIENT', type: 'C', length: 20 },
        { name: 'SUMMA', type: 'N', length: 10 },
      ],
      [{ values: ['20260302', 'Мельница', 5] }, { values: ['20260303', 'Киоск', 6], deleted: true }, { values: ['20260304', 'Киоск', 7] }],
    ),
  ],
  [
    'JSON',
    Buffer.from(
      JSON.stringify({ data: [{ Дата: '2026-03-02', Контрагент: 'Мельница', 'Сумма без НДС': 5, items: [{ name: 'Чашка', qty: 1 }] }] }),
    ),
  ],
  [
    'JSON lines',
    Buffer.from('{"Дата":"2026-03-02","Контрагент":"Мельница","Сумма":5}\n{"Дата":"2026-03-03","Контрагент":"Киоск","Сумма":6}\n'),
  ],
  [
    'XML',
    Buffer.from(
      '<?xml version="1.0" encoding="UTF-8"?><rows><row Дата="2026-03-02" Контрагент="Мельница" Сумма="5"/><row Дата="2026-03-03" Контрагент="Киоск" Сумма="6"/></rows>',
    ),
  ],
  ['SYLK', Buffer.from(writeSylk(table))],
  ['DIF', Buffer.from(writeDif(table))],
];

describe.each(files)('%s', (_, content) => {
  test('whole, it is read', async () => {
    expect((await outcome(content)).read).toBe(true);
  });

  test('cut off anywhere, it is read or refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(content.length - 1), async (length) => {
        expect(await outcome(content.subarray(0, length))).toHaveProperty('read');
      }),
      { numRuns: 60 },
    );
  });

  test('whatever bytes change, it is read or refused', async () => {
    const change = fc.array(fc.tuple(fc.nat(content.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(change, async (changes) => {
        const changed = Buffer.from(content);
        for (const [at, byte] of changes) changed[at] = byte;
        expect(await outcome(changed)).toHaveProperty('read');
      }),
      { numRuns: 100 },
    );
  });
});

describe.each(files.filter(([name]) => name === '1C bank exchange' || name === 'MT940' || name === 'camt.053'))('%s', (_, content) => {
  /** Refused, or something rejected, or a total that is a question. */
  const silent = async (bytes: Buffer): Promise<boolean> => {
    const { read, money, told } = await outcome(bytes);
    return read && money !== 72_000n && !told;
  };

  test('a line that lacks is never lost in silence', async () => {
    const lines = content.toString('latin1').split('\r\n');
    // All of camt is one line; the other two have lines.
    for (let lost = 0; lost < lines.length && lines.length > 3; lost++)
      expect(await silent(Buffer.from(lines.toSpliced(lost, 1).join('\r\n'), 'latin1')), lines[lost]).toBe(false);
  });

  test('a part that lacks is never lost in silence', async () => {
    const part = fc.tuple(fc.nat(content.length - 1), fc.integer({ min: 1, max: 700 }));
    await fc.assert(
      fc.asyncProperty(part, async ([from, length]) => {
        expect(await silent(Buffer.concat([content.subarray(0, from), content.subarray(from + length)]))).toBe(false);
      }),
      { numRuns: 150 },
    );
  });
});

/** `told` where a person is told of what is not whole. Anything but a refusal in words fails the test. */
async function outcome(bytes: Buffer): Promise<{ read: boolean; money: bigint; told: boolean }> {
  try {
    const file = await openFile(temporaryFile('damaged', bytes));
    const recognition = await recognise(file, { companyCurrency: 'RUB' });
    let money = 0n;
    let told = recognition.assumptions.some(({ key, sureness }) => key === 'totals' && sureness === 'open');
    for await (const rows of interpret(file, recognition)) {
      for (const row of rows) {
        if ((row.type === 'fact' && row.kind === 'payments') || (row.type === 'fact' && row.kind === 'sales'))
          money += 'amountMinor' in row.entry ? row.entry.amountMinor : row.entry.netMinor;
        else if (row.type !== 'ignored' || row.why !== 'header') told = true;
      }
    }
    return { read: true, money, told };
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    return { read: false, money: 0n, told: true };
  }
}
