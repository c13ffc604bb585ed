/** A statement in 1C's exchange format: which way money went, when, from whom; and that nothing of it gets lost. */
import { describe, expect, test } from 'vitest';
import { encode } from '../../../../fixtures/encode-text.ts';
import { readInWords } from '../../../../fixtures/read-in-words.ts';
import { temporaryFile } from '../../../../fixtures/temporary-file.ts';
import { type BankAccount, type BankDocument, writeBank1c } from '../../../../fixtures/write-bank-1c.ts';
import { interpret } from '../../interpret/interpret.ts';
import { openFile } from '../../open-file.ts';
import { recognise } from '../../recognise/recognise.ts';

const ours = { account: '40702810900000000001', taxId: '7701000001', branchId: '770101001', name: 'ООО "Наша фирма"' };
const second = { ...ours, account: '40702840200000000002' };
const kiosk = { account: '40802810500000000003', taxId: '504200000303', name: 'ИП Кузнецова А. А.' };
const mill = { account: '40702810300000000004', taxId: '7802000004', branchId: '780201001', name: 'ООО "Мельница"' };
const bank = { account: '70601810000000000005', taxId: '7703000005', branchId: '770301001', name: 'ПАО "Пример-Банк"' };

const account: BankAccount = { account: ours.account, opening: '100.00', incoming: '0.00', outgoing: '0.00', closing: '0.00' };

async function read(documents: BankDocument[], options: { accounts?: BankAccount[]; end?: boolean } = {}): Promise<string[]> {
  const file = writeBank1c({ accounts: [account], ...options, documents });
  return (await readInWords(temporaryFile('kl_to_1c.txt', encode(file, 'windows-1251')))).rows;
}

const sale: BankDocument = {
  number: '15',
  date: '02.03.2026',
  sum: '1200.50',
  payer: kiosk,
  payee: ours,
  received: '03.03.2026',
  purpose: 'Оплата по счету № 8',
};

describe('a document', () => {
  const cases: [string, BankDocument, string][] = [
    ['money that came, on the day it came', sale, '17 payment 2026-03-03 15 ИП Кузнецова А. А./504200000303 1200.50 RUB'],
    [
      'a payer’s name behind the tax id',
      { ...sale, payer: { ...mill, together: true } },
      '17 payment 2026-03-03 15 ООО "Мельница"/7802000004 1200.50 RUB',
    ],
    [
      'the day of the order where the bank says no other',
      { ...sale, received: '' },
      '17 payment 2026-03-02 15 ИП Кузнецова А. А./504200000303 1200.50 RUB',
    ],
    ['a whole sum, a comma', { ...sale, sum: '1200,5' }, '17 payment 2026-03-03 15 ИП Кузнецова А. А./504200000303 1200.50 RUB'],
    [
      'a purpose in several lines',
      { ...sale, payer: mill, payee: ours, purpose: ['Возврат из', 'лишне перечисленных', 'займ', 'по договору займа 3'] },
      '17 not_from_customer',
    ],
    [
      'a refund to a customer',
      {
        ...sale,
        payer: ours,
        payee: mill,
        executed: '04.03.2026',
        received: '',
        purpose: 'Возврат денежных средств покупателю по договору 7',
      },
      '17 refund 2026-03-04 15 ООО "Мельница"/7802000004/780201001 -1200.50 RUB',
    ],
    [
      'goods that we paid',
      { ...sale, payer: ours, payee: mill, executed: '04.03.2026', received: '', purpose: 'Оплата за товар по счету 9' },
      '17 not_from_customer',
    ],
    [
      'a bank’s fee',
      {
        ...sale,
        type: 'Банковский ордер',
        payer: ours,
        payee: bank,
        executed: '04.03.2026',
        received: '',
        purpose: 'Комиссия за ведение счета',
      },
      '17 not_from_customer',
    ],
    [
      'cash that we brought',
      { ...sale, type: 'Объявление на взнос наличными', payer: { ...ours, account: '20202810000000000006' }, purpose: 'Торговая выручка' },
      '17 not_from_customer',
    ],
    [
      'a transfer between our accounts',
      { ...sale, payer: ours, payee: second, executed: '03.03.2026', purpose: 'Перевод' },
      '17 not_from_customer',
    ],
    ['a sum that is none', { ...sale, sum: '12О0.50' }, '17 rejected: invalid_amount'],
    ['a day that the calendar has not', { ...sale, received: '31.02.2026' }, '17 rejected: invalid_date'],
  ];
  test.each(cases)('%s', async (_, document, row) => {
    expect(await read([document])).toEqual([row]);
  });

  test('dollars where the account is of dollars', async () => {
    const rows = await read([{ ...sale, payee: second }], { accounts: [account, { ...account, account: second.account }] });
    expect(rows).toEqual(['27 payment 2026-03-03 15 ИП Кузнецова А. А./504200000303 1200.50 USD']);
  });

  test('two payers with one number, and one payer with one number on two days, are three payments', async () => {
    const documents = [sale, { ...sale, payer: mill }, { ...sale, received: '20.03.2026' }];
    const file = await openFile(temporaryFile('b.txt', encode(writeBank1c({ accounts: [account], documents }), 'windows-1251')));
    const identities = new Set<string>();
    for await (const rows of interpret(file, await recognise(file)))
      for (const row of rows)
        if (row.type === 'fact' && row.kind === 'payments') identities.add(`${row.entry.documentType} ${row.entry.documentNumber}`);
    expect([...identities]).toEqual(['504200000303 2026-03-03 15', '7802000004 2026-03-03 15', '504200000303 2026-03-20 15']);
  });

  test('a purpose that goes on in the next line of the file', async () => {
    const file = writeBank1c({ accounts: [account], documents: [{ ...sale, purpose: 'Оплата\r\nи возврат займа = 5' }] });
    const { rows } = await readInWords(temporaryFile('b.txt', encode(file, 'windows-1251')));
    expect(rows).toEqual(['17 not_from_customer']);
  });
});

test.each(['windows-1251', 'ibm866', 'utf-8', 'koi8-u', 'utf-16le'] as const)('in %s, whatever its header says', async (encoding) => {
  for (const said of ['Windows', 'DOS']) {
    const bytes = encode(writeBank1c({ encoding: said, accounts: [account], documents: [sale] }), encoding);
    const marked = encoding === 'utf-16le' ? Buffer.concat([Buffer.from([0xff, 0xfe]), bytes]) : bytes;
    expect((await readInWords(temporaryFile('b.txt', marked))).rows).toEqual([
      '17 payment 2026-03-03 15 ИП Кузнецова А. А./504200000303 1200.50 RUB',
    ]);
  }
});

describe('its own totals', () => {
  const documents = [
    sale,
    { ...sale, number: '16', sum: '99.50' },
    { ...sale, payer: ours, payee: mill, sum: '300', received: '', executed: '05.03.2026', purpose: 'Оплата поставщику' },
  ];
  const totals = async (accounts: BankAccount[], all = documents): Promise<string[]> => {
    const { recognition } = await readInWords(temporaryFile('b.txt', encode(writeBank1c({ accounts, documents: all }), 'windows-1251')));
    return recognition.assumptions
      .filter(({ key }) => key === 'totals')
      .map(({ about, value, sureness }) => `${about.split(' ')[1]} ${value} ${sureness}`);
  };
  const right = { ...account, incoming: '1300.00', outgoing: '300.00', closing: '1100.00' };

  test('are evidence where the documents come to them', async () => {
    expect(await totals([right])).toEqual(['incoming reproduced evident', 'outgoing reproduced evident']);
  });

  test('are a question where a document lacks', async () => {
    expect(await totals([right], documents.slice(1))).toEqual(['incoming rows open', 'outgoing reproduced evident']);
  });

  test('of money that went are no question where none was exported', async () => {
    expect(await totals([right], documents.slice(0, 2))).toEqual(['incoming reproduced evident', 'outgoing rows evident']);
  });

  test('of several days of one account add up', async () => {
    expect(
      await totals([
        { ...right, incoming: '1200.50', outgoing: '0.00' },
        { ...right, incoming: '99.50' },
      ]),
    ).toEqual(['incoming reproduced evident', 'outgoing reproduced evident']);
  });

  test('of a transfer between two own accounts, written once for each', async () => {
    const there = { ...sale, payer: ours, payee: { ...second, account: '40702810000000000007' }, sum: '10.00', purpose: 'Перевод' };
    const both = [
      { ...there, executed: '05.03.2026', received: '' },
      { ...there, executed: '', received: '05.03.2026' },
    ];
    const accounts = [
      { ...account, outgoing: '10.00' },
      { ...account, account: '40702810000000000007', incoming: '10.00' },
    ];
    expect((await totals(accounts, both)).filter((line) => line.includes('open'))).toEqual([]);
  });
});

describe('a damaged file', () => {
  const whole = writeBank1c({
    accounts: [{ ...account, incoming: '2401.00', outgoing: '0.00' }],
    documents: [sale, { ...sale, number: '16' }],
  });
  const rowsOf = async (text: string): Promise<string[]> => (await readInWords(temporaryFile('b.txt', encode(text, 'windows-1251')))).rows;

  test('without the end of a document: rejected at its line', async () => {
    expect(await rowsOf(whole.replace('КонецДокумента\r\nСекция', 'Секция'))).toEqual([
      '17 rejected: column_count',
      expect.stringContaining(' payment 2026-03-03 16 '),
    ]);
  });

  test('without the beginning of a document: rejected at its last line', async () => {
    const [first, damaged] = await rowsOf(
      whole.replace(/КонецДокумента\r\nСекцияДокумент=Платежное/, 'КонецДокумента\r\nСекци?Документ=Платежное'),
    );
    expect(first).toContain(' payment 2026-03-03 15 ');
    expect(damaged).toMatch(/rejected: column_count$/);
  });

  test.each([0.3, 0.6, 0.9, 0.99])('cut after %f of it is refused', async (share) => {
    await expect(rowsOf(whole.slice(0, Math.floor(whole.length * share)))).rejects.toMatchObject({ refusal: { code: 'truncated' } });
  });

  test('without its last line it is whole where its totals say so', async () => {
    expect(await rowsOf(whole.replace(/КонецФайла\r\n$/, ''))).toHaveLength(2);
    await expect(
      rowsOf(whole.replace(/КонецФайла\r\n$/, '').replace('ВсегоПоступило=2401.00', 'ВсегоПоступило=2402.00')),
    ).rejects.toMatchObject({ refusal: { code: 'truncated' } });
  });
});

test('payment orders on their way to the bank are refused by name', async () => {
  const file = writeBank1c({
    accounts: [],
    documents: [{ ...sale, payer: ours, payee: mill, received: '', purpose: 'Возврат покупателю' }],
  }).replace('ВерсияФормата=1.03', `ВерсияФормата=1.03\r\nРасчСчет=${ours.account}`);
  await expect(openFile(temporaryFile('1c_to_kl.txt', encode(file, 'windows-1251')))).rejects.toMatchObject({
    refusal: { code: 'bank_exchange_1c' },
  });
});

test('another kind than payments cannot be said of it', async () => {
  const path = temporaryFile('b.txt', encode(writeBank1c({ accounts: [account], documents: [sale] }), 'windows-1251'));
  await expect(readInWords(path, { kind: 'sales' })).rejects.toMatchObject({ refusal: { code: 'other_kind' } });
});
