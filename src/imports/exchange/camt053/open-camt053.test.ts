/** camt statements: which way money went, which entries are booked, and what a batch is made of. */
import { describe, expect, test } from 'vitest';
import { readInWords } from '../../../../fixtures/read-in-words.ts';
import { temporaryFile } from '../../../../fixtures/temporary-file.ts';
import { type StatementEntry, type StatementOptions, writeCamt053 } from '../../../../fixtures/write-statement.ts';

const paid: StatementEntry = {
  bookedOn: '2026-03-02',
  amount: '120.50',
  credit: true,
  reference: 'R1',
  name: 'Mill GmbH',
  account: 'DE75512108001245126199',
  purpose: 'Invoice 8',
};
const statement: StatementOptions = { opening: '0.00', closing: '120.50', entries: [paid] };

const read = async (entry: Partial<StatementEntry>, options: Partial<StatementOptions> = {}): Promise<string[]> =>
  (await readInWords(temporaryFile('camt.xml', writeCamt053([{ ...statement, ...options, entries: [{ ...paid, ...entry }] }])))).rows;

const row = '1 payment 2026-03-02 R1 Mill GmbH 120.50 EUR';

describe('an entry', () => {
  const cases: [string, Partial<StatementEntry>, string][] = [
    ['money that came, on the day of booking', { valueDate: '2026-03-05' }, row],
    ['pending', { status: 'PDNG' }, row.replace('payment', 'draft: payment')],
    ['for information', { status: 'INFO' }, row.replace('payment', 'draft: payment')],
    ['a supplier that we paid', { credit: false }, '1 not_from_customer'],
    ['a refund to a customer', { credit: false, purpose: 'Refund of invoice 8' }, row.replace('payment', 'refund').replace('120', '-120')],
    [
      'a customer’s payment that was taken back',
      { credit: false, reversal: true },
      row.replace('payment', 'refund').replace('120', '-120'),
    ],
    ['our own payment that came back', { reversal: true }, '1 not_from_customer'],
    ['a fee', { credit: false, code: 'PMNT/MDOP/CHRG', purpose: 'Refund' }, '1 not_from_customer'],
    ['interest', { code: 'ACMT/MCOP/INTR' }, '1 not_from_customer'],
    ['a loan', { code: 'LDAS/FTLN/DDWN' }, '1 not_from_customer'],
    ['a transfer of our own', { name: 'Our Firm', account: 'DE00000000000000000001' }, '1 not_from_customer'],
    ['without a reference of the bank', { reference: undefined }, row.replace('R1', '2026-03-02 120.50')],
    ['a sum that is none', { amount: 'many' }, '1 rejected: invalid_amount'],
    ['without a name', { name: '' }, '1 rejected: missing_customer'],
  ];
  test.each(cases)('%s', async (_, change, expected) => {
    expect(await read(change)).toEqual([expected]);
  });
});

describe('a batch', () => {
  const part = (name: string, sum: string, credit = true): string =>
    `<TxDtls><Amt Ccy="EUR">${sum}</Amt><CdtDbtInd>${credit ? 'CRDT' : 'DBIT'}</CdtDbtInd><RltdPties><Dbtr><Nm>${name}</Nm></Dbtr></RltdPties><RmtInf><Strd><RfrdDocInf><Nb>8</Nb></RfrdDocInf></Strd></RmtInf></TxDtls>`;

  test('is the payments it is made of', async () => {
    const details = part('Mill GmbH', '100.50') + part('Kiosk', '20.00');
    expect(await read({ details })).toEqual(['1 payment 2026-03-02 R1 Mill GmbH 100.50 EUR', '2 payment 2026-03-02 R1/2 Kiosk 20.00 EUR']);
  });

  test('that does not add up is rejected whole', async () => {
    expect(await read({ details: part('Mill GmbH', '100.50') + part('Kiosk', '30.00') })).toEqual(['1 rejected: invalid_amount']);
  });

  test('less what the bank kept of it', async () => {
    const details = `${part('Mill GmbH', '101.50')}${part('Kiosk', '20.00')}`;
    const text = writeCamt053([{ ...statement, entries: [{ ...paid, details }] }]).replace(
      '<BkTxCd>',
      '<Chrgs><TtlChrgsAndTaxAmt Ccy="EUR">1.00</TtlChrgsAndTaxAmt></Chrgs><BkTxCd>',
    );
    expect((await readInWords(temporaryFile('camt.xml', text))).rows).toHaveLength(2);
  });
});

test.each([2, 4, 8, 13])('version %d, with a prefix and without', async (version) => {
  for (const prefix of ['', 'ns2']) expect(await read({}, { version, prefix })).toEqual([row]);
});

test.each([
  ['BkToCstmrAcctRpt', 'Rpt'],
  ['BkToCstmrDbtCdtNtfctn', 'Ntfctn'],
])('the message %s has the same entries', async (message, element) => {
  const text = writeCamt053([statement])
    .replaceAll('BkToCstmrStmt', message)
    .replaceAll('<Stmt>', `<${element}>`)
    .replaceAll('</Stmt>', `</${element}>`);
  expect((await readInWords(temporaryFile('camt.xml', text))).rows).toEqual([row]);
});

describe('balances and summaries', () => {
  const totals = async (options: Partial<StatementOptions>): Promise<string[]> => {
    const { recognition } = await readInWords(temporaryFile('camt.xml', writeCamt053([{ ...statement, ...options }])));
    return recognition.assumptions
      .filter(({ key }) => key === 'totals')
      .map(({ about, value, sureness }) => `${about.split(' ').at(-1)} ${value} ${sureness}`);
  };

  test('agree, and pending entries are in none', async () => {
    expect(await totals({ entries: [paid, { ...paid, status: 'PDNG' }] })).toEqual(['closing reproduced evident']);
  });

  test('an entry that lacks is a question', async () => {
    expect(await totals({ closing: '240.00' })).toEqual(['closing rows open']);
  });

  test('an overdraft, and entries counted', async () => {
    const more = '<TxsSummry><TtlNtries><NbOfNtries>1</NbOfNtries></TtlNtries><TtlCdtNtries><Sum>120.50</Sum></TtlCdtNtries></TxsSummry>';
    expect(await totals({ opening: '-200.00', closing: '-79.50', more })).toEqual([
      'closing reproduced evident',
      'incoming reproduced evident',
      'entries reproduced evident',
    ]);
  });
});

test('a statement that breaks off is refused', async () => {
  const text = writeCamt053([statement]);
  await expect(readInWords(temporaryFile('camt.xml', text.slice(0, -30)))).rejects.toMatchObject({ refusal: { code: 'truncated' } });
});
