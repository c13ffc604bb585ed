/**
 * The preview of a file: a person sees whether this is the company, answers what the file leaves open, and says what columns mean
 * that have no headings. In three languages, on a screen and on a phone.
 */
import { asProgram } from '../../src/core/access/sight.ts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Assumption, Outcome } from '../../src/imports/assumptions/assumption.ts';
import { type SignedIn, startSignedIn } from './signed-in.ts';
import { accessibilityFaults, pixelsTooWide, screenshots, visit, type Visit } from './visit.ts';

let start: SignedIn;
let walk: Visit;

beforeAll(async () => {
  start = await startSignedIn();
  walk = await visit(start.browser, { url: start.server.url, locale: 'ru-RU', signedIn: start.signedIn });
});

afterAll(() => start[Symbol.asyncDispose]());

/** A register whose days and months may be meant either way, in two currencies; a document of it is printed twice. */
function register(): string {
  const rows = Array.from(
    { length: 40 },
    (_, at) =>
      `0${1 + (at % 9)}/0${1 + (at % 6)}/2026;РТ-${at};${['Ромашка ООО', 'Больница № 12', 'Киоск у вокзала'][at % 3]};${at % 4 === 0 ? 'Черновик' : 'Выигран'};${100 + at},50;${at % 5 === 0 ? 'CNY' : 'RUB'};Склад`,
  );
  return [
    'Отчёт о продажах',
    '',
    'Дата;Номер;Контрагент;Примечание;Сумма без НДС;Валюта;Склад',
    ...rows,
    rows.at(-1),
    'вчера;РТ-99;Киоск у вокзала;Выигран;5,00;RUB;Склад',
    '',
  ].join('\r\n');
}

const outcome = (netMinor: string, documents: number, lastDate = '2026-06-09'): Outcome => ({
  totals: [{ currency: 'RUB', netMinor }],
  documents,
  customers: 3,
  firstDate: '2026-01-01',
  lastDate,
  ofSample: false,
});

/** What a file like this may leave open; here nothing is evident, so that everything is asked. */
const assumptions: Assumption[] = [
  { key: 'currency', about: '', value: 'RUB', evidence: [], sureness: 'evident', decidedBy: 'file', options: [] },
  {
    key: 'unit',
    about: '',
    value: '1',
    evidence: [],
    sureness: 'evident',
    decidedBy: 'file',
    options: [
      { value: '1', outcome: null },
      { value: '1000', outcome: null },
    ],
  },
  {
    key: 'vat',
    about: '',
    value: '0',
    evidence: [],
    sureness: 'plain',
    decidedBy: 'file',
    options: [
      { value: '0', outcome: outcome('476850', 40) },
      { value: '20', outcome: outcome('397375', 40) },
    ],
  },
  {
    key: 'date_order',
    about: '',
    value: 'dmy',
    evidence: [],
    sureness: 'open',
    decidedBy: 'file',
    options: [
      { value: 'dmy', outcome: outcome('476850', 40) },
      { value: 'mdy', outcome: outcome('476850', 40, '2026-09-06') },
    ],
  },
  ...['Черновик', 'Выигран'].map((about): Assumption => ({
    key: 'state',
    about,
    value: 'counts',
    evidence: [],
    sureness: 'open',
    decidedBy: 'file',
    options: [
      { value: 'counts', outcome: outcome('476850', 40) },
      { value: 'draft', outcome: outcome('354350', 30) },
      { value: 'return', outcome: null },
      { value: 'no', outcome: outcome('354350', 30) },
    ],
  })),
  {
    key: 'totals',
    about: '',
    value: 'rows',
    evidence: [{ code: 'total_differs', detail: { heading: 'Сумма без НДС', printed: '4868.50', read: '4768.50', row: '44' } }],
    sureness: 'evident',
    decidedBy: 'file',
    options: [],
  },
];

async function upload(fileName: string, text: string): Promise<string> {
  return (await start.web.job('POST', `/api/uploads?fileName=${encodeURIComponent(fileName)}`, Buffer.from(text))).id;
}

async function uploadAsking(asked: Assumption[] = assumptions): Promise<string> {
  const id = await upload('Продажи с вопросами.csv', register());
  await start.server.context.records.change(asProgram('command line'), async (tx) => {
    const { recognition } = await tx.selectFrom('import').select('recognition').where('id', '=', id).executeTakeFirstOrThrow();
    await tx
      .updateTable('import')
      .set({ recognition: JSON.stringify({ ...(recognition as object), assumptions: asked }) })
      .where('id', '=', id)
      .execute();
  });
  return id;
}

const loadButton = (page: Page) => page.getByRole('button', { name: /^Загрузить \d+ документ/ });
const plain = (text: string | null): string => (text ?? '').replaceAll(/[\u00a0\u202f]/g, ' ');

describe('a file that leaves something open', () => {
  let id: string;

  test('shows whose company this is: the large sum first, other currencies by a sign of their own, and the total that the file prints', async () => {
    id = await uploadAsking();
    const { page } = walk;
    await page.goto(`/import/${id}`);
    const totals = page.getByRole('region', { name: 'Контрольные суммы' });
    const text = plain(await totals.textContent());
    expect(text).toMatch(/^Чистые продажи без НДС3 856,00 ₽\+ .*CN¥/);
    expect(text).toContain('Итог «Сумма без НДС» в самом файле: 4 868,50; по строкам 4 768,50. Расхождение -100,00.');
    expect(text).toContain('Сверьте с отчётом');
  });

  test('cannot be loaded, and says why', async () => {
    const { page } = walk;
    expect(await loadButton(page).isDisabled()).toBe(true);
    await page.getByText('Сначала ответьте на 3 вопроса выше.').waitFor();
    expect(await page.getByRole('radio', { name: /сначала день/ }).isChecked()).toBe(false);
    expect(await page.getByRole('button', { name: 'Прочитать с этими ответами' }).isDisabled()).toBe(true);
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test('names the likely answer and the money that each would load', async () => {
    const { page } = walk;
    const dates = page.getByRole('group', { name: /Как написаны даты/ });
    expect(
      plain(
        await dates
          .getByRole('radio', { name: /вероятнее всего/ })
          .locator('..')
          .textContent(),
      ),
    ).toBe('3 апреля: сначала день · вероятнее всего4 768,50 ₽ · 40 документов · 01.01.2026 – 09.06.2026');
    const draft = page.getByRole('group', { name: /Черновик/ });
    expect(await draft.getByRole('radio').count()).toBe(4);
  });

  test('is read once with all answers, and can be loaded then', async () => {
    const { page } = walk;
    await page
      .getByRole('group', { name: /Как написаны даты/ })
      .getByText('сначала месяц')
      .click();
    await page.getByText('Сначала ответьте на 2 вопроса выше.').waitFor();
    await page
      .getByRole('group', { name: /Черновик/ })
      .getByText('не учитывать')
      .click();
    await page
      .getByRole('group', { name: /Выигран/ })
      .getByText('учитывать', { exact: true })
      .click();
    await page.getByText('Отвечено: 3 из 4').waitFor();
    const sent = page.waitForRequest((request) => request.url().endsWith('/mapping'));
    await page.getByRole('button', { name: 'Прочитать с этими ответами' }).click();
    expect((await sent).postDataJSON()).toMatchObject({
      dateOrder: 'mdy',
      answers: { date_order: 'mdy', 'state:Черновик': 'no', 'state:Выигран': 'counts' },
    });
    await expect.poll(() => loadButton(page).isEnabled(), { timeout: 30_000 }).toBe(true);
    await page.getByRole('button', { name: 'Не загружать' }).click();
    await page.getByText('Остановлено. Ничего не записано', { exact: false }).waitFor();
  });

  test('takes a currency or a rate that is not among the answers', async () => {
    const { page } = walk;
    const any = await uploadAsking([
      { ...assumptions[2]!, sureness: 'open' },
      {
        ...assumptions[0]!,
        sureness: 'open',
        options: [
          { value: 'RUB', outcome: null },
          { value: 'UAH', outcome: null },
        ],
      },
    ]);
    await page.goto(`/import/${any}`);
    await page.getByRole('combobox', { name: 'Другая валюта' }).click();
    await page.keyboard.type('крон');
    await page.getByRole('option', { name: /CZK/ }).click();
    await page.getByRole('textbox', { name: 'Другая ставка' }).fill('12');
    const sent = page.waitForRequest((request) => request.url().endsWith('/mapping'));
    await page.getByRole('button', { name: 'Прочитать с этими ответами' }).click();
    expect((await sent).postDataJSON()).toMatchObject({ currency: 'CZK', vatIncludedRate: 12, answers: { currency: 'CZK', vat: '12' } });
    await loadButton(page).waitFor();
    await start.web.ask('POST', `/api/batches/${any}/cancel`);
  });
});

describe('the rows of the file', () => {
  let id: string;

  test('stand as they will be booked, with names and without zeros', async () => {
    id = await uploadAsking([]);
    const { page } = walk;
    await page.goto(`/import/${id}`);
    const first = page.getByRole('table', { name: 'Как будут записаны первые строки' });
    await first.waitFor();
    expect(await first.getByRole('row').count()).toBe(21);
    expect((await first.getByRole('row').nth(1).getByRole('cell').allTextContents()).map(plain)).toEqual([
      '4',
      '01.01.2026',
      '№ РТ-0',
      'Ромашка ООО',
      '100,50 CN¥',
    ]);
    await page.getByRole('button', { name: 'Показать ещё 21 строку' }).click();
    expect(await first.getByRole('row').count()).toBe(42);
    await first.getByText('ждёт решения').waitFor();
    const counts = page.getByRole('region', { name: 'Что изменит загрузка' });
    expect((await counts.getByRole('listitem').allTextContents()).map(plain)).toEqual([
      '40новых документов',
      '1строка отклонена',
      '1строка ждёт решения',
    ]);
    await page.getByText('Нет себестоимости: прибыль считать не из чего.').waitFor();
    await page.getByRole('region', { name: 'Строки, которые можно понять двояко' }).getByText('Ромашка ООО').waitFor();
    await page.getByText(/^Принято без вопроса/).click();
    await page.getByText('Не прочитаны столбцы').waitFor();
  });

  test('are seen as understood, and as printed when one points at them', async () => {
    const { page } = walk;
    const rows = page.getByRole('table', { name: 'Первые строки файла' });
    const cell = rows.getByRole('cell', { name: '01.01.2026' }).first();
    expect(await cell.getAttribute('title')).toBe('в файле: 01/01/2026');
    await page.getByRole('button', { name: 'Показать больше строк файла' }).click();
    await rows.getByText('Отчёт о продажах').waitFor();
  });

  test('typing into the choice of a column replaces what stands there', async () => {
    const { page } = walk;
    const stock = page.getByRole('combobox', { name: 'Что означает столбец «Склад»' });
    await stock.click();
    await page.keyboard.type('рег');
    expect(await stock.inputValue()).toBe('рег');
    expect(await page.getByRole('option').allTextContents()).toEqual(['Регион']);
    await page.keyboard.press('Escape');
    expect(await stock.inputValue()).toBe('Не нужен');
    // The list is shut, the cursor still there.
    await page.keyboard.type('рег');
    expect(await stock.inputValue()).toBe('рег');
    await page.getByRole('option', { name: 'Регион' }).click();
    expect(await stock.inputValue()).toBe('Регион');
    await page.getByText('Назначение столбцов изменено.').waitFor();
    expect(await loadButton(page).count()).toBe(0);
  });

  test('another kind of data keeps what it has in common', async () => {
    const { page } = walk;
    await page.getByRole('combobox', { name: 'Вид данных' }).click();
    await page.getByRole('option', { name: 'оплаты', exact: true }).click();
    expect(await page.getByRole('combobox', { name: 'Что означает столбец «Контрагент»' }).inputValue()).toBe('Клиент');
    expect(await page.getByRole('combobox', { name: 'Что означает столбец «Сумма без НДС»' }).inputValue()).toBe('Сумма оплаты');
    await page.getByRole('button', { name: 'Прочитать заново' }).click();
    const totals = page.getByRole('region', { name: 'Контрольные суммы' });
    await totals.getByText('Сумма оплат').waitFor();
    expect(plain(await totals.textContent())).not.toContain('НДС');
    await start.web.ask('POST', `/api/batches/${id}/cancel`);
  });
});

/** "Почём" does not identify the column. */
const strange = ['Выгрузка;;', 'Когда;Кто;Почём', '05.01.2026;Киоск;10,00', '06.02.2026;Больница;20,00', ''].join('\r\n');

describe('a file without headings that are known', () => {
  test('is mapped by a person who sees its rows', async () => {
    const { page } = walk;
    await page.goto('/import');
    await page.locator('input[type=file]').setInputFiles({ name: 'почём.csv', mimeType: 'text/csv', buffer: Buffer.from(strange) });
    await page.getByText('В файле не нашлось строки со знакомыми заголовками.').waitFor();
    await page.getByText('Ещё не указано: «Дата» или «Документ', { exact: false }).waitFor();
    await page.getByRole('cell', { name: 'Киоск' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    for (const [column, meaning] of [
      ['Когда', 'Дата'],
      ['Кто', 'Клиент'],
      ['Почём', 'Сумма без НДС'],
    ] as const) {
      await page.getByRole('combobox', { name: `Что означает столбец «${column}»` }).click();
      await page.getByRole('option', { name: meaning, exact: true }).click();
    }
    await page.getByText('Всё нужное есть.').waitFor();
    // Understood as one says so, before anything is read again.
    expect(await page.getByRole('cell', { name: '10,00' }).getAttribute('data-figures')).toBe('true');
    await page.getByRole('button', { name: 'Прочитать заново' }).click();
    await loadButton(page).waitFor();
    await page.getByRole('region', { name: 'Контрольные суммы' }).getByText('30,00').waitFor();
    await page.getByRole('button', { name: 'Не загружать' }).click();
  });

  test('a person may point out the row of its headings', async () => {
    const { page } = walk;
    const id = await upload('headings.csv', strange.replace('Выгрузка;;', 'Лист;Первый;Раздел').replace('Кто', 'Покупатель'));
    await page.goto(`/import/${id}`);
    await page.getByRole('combobox', { name: 'Строка заголовков' }).click();
    await page.getByRole('option', { name: /^2: / }).click();
    await page.getByRole('button', { name: 'Распознать столбцы по ней' }).click();
    const customer = page.getByRole('combobox', { name: 'Что означает столбец «Покупатель»' });
    await customer.waitFor();
    expect(await customer.inputValue()).toBe('Клиент');
    await start.web.ask('POST', `/api/batches/${id}/cancel`);
  });
});

describe.each([
  ['ru-RU', 1280, 'light'],
  ['ru-RU', 360, 'dark'],
  ['uk-UA', 1280, 'dark'],
  ['uk-UA', 360, 'light'],
  ['en-GB', 1280, 'light'],
  ['en-GB', 360, 'dark'],
] as const)('in %s at %i px, %s', (locale, width, colorScheme) => {
  test('questions, rows and mapping fit, and axe finds nothing', async () => {
    await using visiting = await visit(start.browser, { url: start.server.url, locale, width, colorScheme, signedIn: start.signedIn });
    const { page, complaints } = visiting;
    for (const [name, id] of [
      ['preview', await uploadAsking()],
      ['by-hand', await upload('почём.csv', strange)],
    ] as const) {
      await page.goto(`/import/${id}`);
      await page.getByRole('table').first().waitFor();
      await page
        .locator('summary')
        .click({ timeout: 500 })
        .catch(() => {});
      await page.waitForLoadState('networkidle');
      await page.screenshot({ path: `${screenshots}/${name}-${locale}-${width}.png`, fullPage: true });
      expect([name, await pixelsTooWide(page), await accessibilityFaults(page)]).toEqual([name, 0, []]);
      await page.getByRole('combobox').last().click();
      await page.getByRole('option').first().waitFor();
      // The list finds its place a moment after it appears.
      await expect.poll(() => pixelsTooWide(page)).toBe(0);
      expect([name, await accessibilityFaults(page)]).toEqual([name, []]);
      await start.web.ask('POST', `/api/batches/${id}/cancel`);
    }
    expect(complaints).toEqual([]);
  });
});

test('nothing went wrong on the way', () => {
  expect(walk.complaints).toEqual([]);
});
