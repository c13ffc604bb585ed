/** The API's preview of a file: its first rows as booked, names, assumptions, and open questions. */
import { asProgram } from '../src/core/access/sight.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from '@hono/zod-openapi';
import type { Assumption } from '../src/imports/assumptions/assumption.ts';
import type { batchDetail } from '../src/server/schemas/imports.ts';
import { type Served, startServed } from './served.ts';
import type { WebClient } from './web-client.ts';

type Detail = z.infer<typeof batchDetail>;

let served: Served;
let web: WebClient;

beforeAll(async () => {
  served = await startServed();
  ({ web } = served);
});

afterAll(() => served[Symbol.asyncDispose]());

async function read(lines: string[], query = ''): Promise<Detail> {
  const { id } = await web.job('POST', `/api/uploads?fileName=file.csv${query}`, Buffer.from(lines.join('\r\n')));
  return web.get<Detail>(`/api/batches/${id}`);
}

const discard = (batch: Detail) => web.ask('POST', `/api/batches/${batch.id}/cancel`);

describe('the first rows of every kind of facts, as they will be booked', () => {
  test.each<[string, string[], Record<string, unknown>]>([
    [
      'sales',
      ['Date;Invoice No;Customer;Product;Qty;Unit;Net amount', '05.01.2026;S-1;Granite Wholesale;Coffee;2,5;kg;400,00'],
      {
        row: 2,
        date: '2026-01-05',
        document: '№ S-1',
        customer: 'Granite Wholesale',
        what: 'Coffee',
        quantity: '2.5',
        unit: 'kg',
        currency: 'XXX',
        netMinor: '40000',
        kind: 'sale',
        state: 'counts',
      },
    ],
    [
      'payments',
      ['Дата;Номер;Плательщик;Сумма;Назначение платежа', '05.01.2026;П-1;Киоск у вокзала;120,50;Оплата по счёту 7'],
      {
        row: 2,
        date: '2026-01-05',
        document: '№ П-1',
        customer: 'Киоск у вокзала',
        what: 'Оплата по счёту 7',
        netMinor: '12050',
        kind: 'payment',
      },
    ],
    [
      'rates',
      ['Date;Currency;Rate;Nominal', '05.01.2026;EUR;98,7654;1'],
      { row: 2, date: '2026-01-05', customer: '', what: 'EUR', quantity: '1', rate: '98.7654', netMinor: null },
    ],
    [
      'prices',
      ['Date;Product;List price;Currency', '05.01.2026;Coffee;12,34;EUR'],
      { date: '2026-01-05', what: 'Coffee', currency: 'EUR', netMinor: '1234' },
    ],
    [
      'costs',
      ['Месяц;Статья затрат;Сумма;Оплачено минут', '01.2026;Доставка;1000,50;9600'],
      { date: '2026-01-01', customer: '', what: 'Доставка', minutes: '9600', netMinor: '100050' },
    ],
    [
      'direct_costs',
      ['Дата;Клиент;Вид затрат;Сумма затрат', '05.01.2026;Киоск;Доставка;70,00'],
      { date: '2026-01-05', customer: 'Киоск', what: 'Доставка', netMinor: '7000' },
    ],
    [
      'events',
      ['Дата;Вид события;Клиент;Исполнитель;Минут', '05.01.2026;Звонок;Киоск;Петрова;12,5'],
      { date: '2026-01-05', customer: 'Киоск', what: 'call', quantity: '1', minutes: '12.5', netMinor: null },
    ],
    [
      'contracts',
      ['Договор;Клиент;Действует с;Действует по;Сумма договора без НДС', 'А-1;Клуб;01.01.2026;31.12.2026;12000,00'],
      { document: 'А-1', customer: 'Клуб', date: '2026-01-01', until: '2026-12-31', netMinor: '1200000' },
    ],
  ])('%s', async (kind, lines, first) => {
    const seen = await read(lines, `&kind=${kind}&source=${kind}`);
    expect(seen.failure).toBeNull();
    expect(seen.preview!.firstRows).toHaveLength(1);
    expect(seen.preview!.firstRows[0]).toMatchObject(first);
    await discard(seen);
  });

  test('a held row and a draft stand among them, and say so', async () => {
    const seen = await read([
      'Дата;Номер;Контрагент;Сумма без НДС;Проведен',
      '05.01.2026;1;Киоск;10,00;Да',
      '05.01.2026;1;Киоск;10,00;Да',
      '07.01.2026;3;Школа;20,00;Нет',
    ]);
    expect(seen.preview!.firstRows.map(({ row, customer, state }) => [row, customer, state])).toEqual([
      [2, 'Киоск', 'counts'],
      [3, 'Киоск', 'held'],
      [4, 'Школа', 'draft'],
    ]);
    expect(seen.preview!.held.first).toMatchObject([
      { row: 3, customer: 'Киоск', document: '№ 1', date: '2026-01-05', netMinorIfAccepted: '1000' },
    ]);
    await discard(seen);
  });
});

describe('customers are named, not coded', () => {
  const heading = 'Date;Invoice No;Customer code;Customer;Net amount';

  test('in what changes, and in what the file lacks though it is loaded', async () => {
    const first = await read(
      [
        heading,
        '05.01.2026;S-1;C01;Granite Wholesale;400,00',
        '06.01.2026;S-2;C02;Station Kiosk;20,00',
        '07.01.2026;S-3;C01;Granite Wholesale;1,00',
      ],
      '&source=named',
    );
    expect(first.preview!.firstRows.map(({ customer }) => customer)).toEqual(['Granite Wholesale', 'Station Kiosk', 'Granite Wholesale']);
    expect(await web.job('POST', `/api/batches/${first.id}/commit`, {})).toMatchObject({ state: 'done' });
    // The kiosk is not in this file: only records know its name.
    const again = await read(
      [heading, '05.01.2026;S-1;C01;Granite Wholesale;450,00', '07.01.2026;S-3;C01;Granite Wholesale;1,00'],
      '&source=named',
    );
    expect(again.preview!.changed).toMatchObject([{ customer: 'Granite Wholesale', beforeMinor: '40000', afterMinor: '45000' }]);
    expect(again.preview!.missing.first).toMatchObject([{ customer: 'Station Kiosk', netMinor: '2000' }]);
    await discard(again);
    await web.job('POST', `/api/batches/${first.id}/undo`);
  });
});

describe('what reading takes for granted', () => {
  const asked: Assumption = {
    key: 'date_order',
    about: '',
    value: 'dmy',
    evidence: [],
    sureness: 'open',
    decidedBy: 'file',
    options: [
      {
        value: 'dmy',
        outcome: {
          totals: [{ currency: 'RUB', netMinor: '3000' }],
          documents: 2,
          customers: 2,
          firstDate: '2026-04-03',
          lastDate: '2026-05-04',
          ofSample: false,
        },
      },
      { value: 'mdy', outcome: null },
    ],
  };
  const file = ['Date;Invoice No;Customer;Net amount', '03/04/2026;1;Granite;10,00', '04/05/2026;2;Kiosk;20,00'];

  /** As if the recogniser were undecided, or the journal had found something. */
  async function put(batch: Detail, into: 'recognition' | 'preview', assumptions: Assumption[]): Promise<void> {
    await served.server.context.records.change(asProgram('command line'), async (tx) => {
      const row = await tx.selectFrom('import').select(into).where('id', '=', batch.id).executeTakeFirstOrThrow();
      await tx
        .updateTable('import')
        .set({ [into]: JSON.stringify({ ...(row[into] as object), assumptions }) })
        .where('id', '=', batch.id)
        .execute();
    });
  }

  test('an open question keeps the file from being loaded until it is answered', async () => {
    const seen = await read(file);
    await put(seen, 'recognition', [asked, { ...asked, key: 'unit', value: '1', sureness: 'evident', options: [] }]);
    const { recognition } = await web.get<Detail>(`/api/batches/${seen.id}`);
    expect(recognition!.questions).toEqual(['date_order']);
    expect(recognition!.assumptions.map(({ question, sureness }) => [question, sureness])).toEqual([
      ['date_order', 'open'],
      ['unit', 'evident'],
    ]);
    expect(recognition!.assumptions[0]!.options[0]!.outcome).toMatchObject({ documents: 2, totals: [{ netMinor: '3000' }] });
    expect(await web.ask('POST', `/api/batches/${seen.id}/commit`, {})).toMatchObject({
      status: 409,
      body: { code: 'questions_open', detail: { questions: 'date_order' } },
    });
    expect(await web.get<Detail>(`/api/batches/${seen.id}`)).toMatchObject({ state: 'previewed' });
    expect(
      await web.job('PUT', `/api/batches/${seen.id}/mapping`, {
        ...recognition!.mapping,
        dateOrder: 'mdy',
        answers: { date_order: 'mdy' },
      }),
    ).toMatchObject({ state: 'done' });
    const answered = await web.get<Detail>(`/api/batches/${seen.id}`);
    expect(answered.recognition!.mapping.answers).toMatchObject({ date_order: 'mdy' });
    expect(answered.preview).toMatchObject({ firstDate: '2026-03-04', lastDate: '2026-04-05' });
    expect(await web.job('POST', `/api/batches/${seen.id}/commit`, {})).toMatchObject({ state: 'done' });
    await web.job('POST', `/api/batches/${seen.id}/undo`);
  });

  test('what comparing with the journal asks stands beside it, what must be answered first', async () => {
    const seen = await read(file, '&source=compared');
    await put(seen, 'recognition', [
      {
        ...asked,
        key: 'vat',
        value: '0',
        sureness: 'plain',
        options: [
          { value: '0', outcome: null },
          { value: '20', outcome: null },
        ],
      },
    ]);
    await put(seen, 'preview', [{ ...asked, key: 'overlap', about: 'register', value: 'replace' }]);
    const { recognition, preview } = await web.get<Detail>(`/api/batches/${seen.id}`);
    expect(recognition!.questions).toEqual(['overlap:register', 'vat']);
    expect(preview).not.toHaveProperty('assumptions');
    expect(await web.ask('POST', `/api/batches/${seen.id}/commit`, {})).toMatchObject({
      status: 409,
      body: { detail: { questions: 'overlap:register' } },
    });
    await discard(seen);
  });
});

describe('the rows of the file', () => {
  test('are kept as printed, with what they would say as dates and numbers; the headings among them are marked', async () => {
    const seen = await read(['Отчёт о продажах', '', 'Дата;Номер;Контрагент;Сумма без НДС', '05.01.2026;1;Киоск;1 234,50']);
    expect(seen.recognition!.sample.map(({ number, heading }) => [number, heading])).toEqual([
      [1, false],
      [3, true],
      [4, false],
    ]);
    expect(seen.recognition!.sample[2]!.cells).toEqual([
      { printed: '05.01.2026', date: '2026-01-05', number: null },
      { printed: '1', date: null, number: '1' },
      { printed: 'Киоск', date: null, number: null },
      { printed: '1 234,50', date: null, number: '1234.50' },
    ]);
    await discard(seen);
  });

  test('a file without headings that we know can be mapped by them, and another file without headings is asked again', async () => {
    const rows = ['05.01.2026;A-1;Kiosk;10,00', '06.02.2026;A-2;Hospital;20,00'];
    const seen = await read(rows);
    expect(seen).toMatchObject({ state: 'failed', failure: { code: 'no_table' }, mappable: true });
    expect(seen.recognition!.sample.map(({ number, heading }) => [number, heading])).toEqual([
      [1, false],
      [2, false],
    ]);
    const meanings = ['date', 'document_number', 'customer', 'net_amount'];
    const mapping = {
      ...seen.recognition!.mapping,
      columns: seen.recognition!.mapping.columns.map((column, at) => ({ ...column, meaning: meanings[at] })),
      answers: { ...seen.recognition!.mapping.answers, currency: 'EUR' },
    };
    expect(await web.job('PUT', `/api/batches/${seen.id}/mapping`, mapping)).toMatchObject({ state: 'done' });
    expect(await web.get<Detail>(`/api/batches/${seen.id}`)).toMatchObject({
      state: 'previewed',
      preview: { lines: 2, totals: [{ currency: 'EUR', netMinor: '3000' }], firstDate: '2026-01-05' },
    });
    expect(await web.job('POST', `/api/batches/${seen.id}/commit`, {})).toMatchObject({ state: 'done' });
    expect(await read(rows)).toMatchObject({ state: 'failed', failure: { code: 'no_table' }, mappable: true });
    await web.job('POST', `/api/batches/${seen.id}/undo`);
  });

  test('a person points out the row of the headings, and the columns are recognised by it', async () => {
    const seen = await read(['Выгрузка;;', 'Когда;Покупатель;Почём', '05.01.2026;Киоск;10,00', '06.02.2026;Больница;20,00']);
    expect(seen).toMatchObject({ failure: { code: 'no_table' }, mappable: true });
    await web.job('PUT', `/api/batches/${seen.id}/mapping`, { ...seen.recognition!.mapping, columns: [], answers: { header: '2' } });
    const { recognition } = await web.get<Detail>(`/api/batches/${seen.id}`);
    expect(recognition).toMatchObject({ headerRows: [2], mapping: { answers: { header: '2' } } });
    expect(recognition!.columns.map(({ heading, meaning }) => [heading, meaning])[1]).toEqual(['Покупатель', 'customer']);
    await web.ask('POST', `/api/batches/${seen.id}/cancel`);
  });
});

test('what cannot be mapped is not said to be', async () => {
  expect(await read(['   '])).toMatchObject({ state: 'failed', failure: { code: 'empty' }, mappable: false, recognition: null });
});
