/**
 * A file in two currencies: the rate may be typed in where the file is looked at. And what a hand does wrong on the way: a double click,
 * a reload in the middle, another kind after an answer, a change of mind.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SignedIn, startSignedIn } from './signed-in.ts';
import { accessibilityFaults, pixelsTooWide, screenshots, visit, type Visit } from './visit.ts';

let start: SignedIn;
let walk: Visit;

beforeAll(async () => {
  start = await startSignedIn();
  walk = await visit(start.browser, { url: start.server.url, locale: 'ru-RU', signedIn: start.signedIn });
});

afterAll(() => start[Symbol.asyncDispose]());

const inTwo = (month: string): string =>
  [
    'Дата;Накладная;Покупатель;Сумма без НДС;Валюта;Состояние',
    ...['Киоск', 'Больница № 12', 'Ромашка ООО'].map(
      (customer, at) => `1${at}.${month}.2026;${month}${at};${customer};100${at},00;RUB;Выполнен`,
    ),
    `20.${month}.2026;${month}7;Berlin Handel;10,00;USD;Выполнен`,
    `21.${month}.2026;${month}8;Berlin Handel;5,00;USD;Ждёт луны`,
    `31.${month}.2026;${month}9;Киоск;1,00;RUB;Выполнен`,
    '',
  ].join('\r\n');

async function upload(name: string, month: string): Promise<string> {
  return (await start.web.job('POST', `/api/uploads?fileName=${encodeURIComponent(name)}`, Buffer.from(inTwo(month)))).id;
}

describe.each([
  ['ru-RU', 1280, 'light', 'Сколько стоит 1 USD?', '1 USD в RUB'],
  ['ru-RU', 360, 'dark', 'Сколько стоит 1 USD?', '1 USD в RUB'],
  ['uk-UA', 1280, 'dark', 'Скільки коштує 1 USD?', '1 USD у RUB'],
  ['uk-UA', 360, 'light', 'Скільки коштує 1 USD?', '1 USD у RUB'],
  ['en-GB', 1280, 'light', 'How much is 1 USD?', '1 USD in RUB'],
  ['en-GB', 360, 'dark', 'How much is 1 USD?', '1 USD in RUB'],
] as const)('in %s at %i px, %s', (locale, width, colorScheme, question, field) => {
  test('the rate is asked in words, with a field for it', async () => {
    await using visiting = await visit(start.browser, { url: start.server.url, locale, width, colorScheme, signedIn: start.signedIn });
    const { page, complaints } = visiting;
    const id = await upload('В двух валютах.csv', '03');
    await page.goto(`/import/${id}`);
    await page.getByRole('group', { name: question }).getByRole('textbox', { name: field }).waitFor();
    await page.screenshot({ path: `${screenshots}/rate-asked-${locale}-${width}.png`, fullPage: true });
    expect([await pixelsTooWide(page), await accessibilityFaults(page), complaints]).toEqual([0, [], []]);
    await start.web.ask('POST', `/api/batches/${id}/cancel`);
  });
});

describe('by hand', () => {
  const state = 'Как учитывать документы с пометкой «Ждёт луны»?';
  const apply = 'Прочитать с этими ответами';
  const load = /^Загрузить \d+ документ/;

  test('an answer that is not applied yet is gone after a reload, and nothing was loaded', async () => {
    const { page } = walk;
    await page.goto(`/import/${await upload('В двух валютах.csv', '03')}`);
    await page.getByRole('group', { name: state }).getByText('учитывать', { exact: true }).click();
    await page.getByRole('textbox', { name: '1 USD в RUB' }).fill('92,5');
    await page.getByText('Отвечено: 2 из', { exact: false }).waitFor();
    await page.reload();
    await page.getByText('Отвечено: 0 из', { exact: false }).waitFor();
    expect(await page.getByRole('textbox', { name: '1 USD в RUB' }).inputValue()).toBe('');
    expect(await page.getByRole('button', { name: load }).isDisabled()).toBe(true);
  });

  test('another kind after an answer, and back again, asks nothing wrong', async () => {
    const { page } = walk;
    const kind = page.getByRole('combobox', { name: 'Вид данных' });
    await page.getByRole('group', { name: state }).getByText('не учитывать').click();
    await kind.click();
    await page.getByRole('option', { name: 'оплаты', exact: true }).click();
    await page.getByRole('button', { name: 'Прочитать заново' }).click();
    await page.getByRole('region', { name: 'Контрольные суммы' }).getByText('Сумма оплат').waitFor();
    await kind.click();
    await page.getByRole('option', { name: 'продажи', exact: true }).click();
    await page.getByRole('button', { name: 'Прочитать заново' }).click();
    await page.getByRole('region', { name: 'Контрольные суммы' }).getByText('Чистые продажи без НДС').waitFor();
    // The answer of before still holds: it is among what was taken, and can be changed there.
    await page.getByText(/^Принято без вопроса/).click();
    expect(await page.getByRole('combobox', { name: 'Изменить: «Ждёт луны»' }).inputValue()).toBe('не учитывать');
  });

  test('with the rate, and a double click on the button, the file is loaded once and everything is added up', async () => {
    const { page } = walk;
    await page.getByRole('textbox', { name: '1 USD в RUB' }).fill('92,5');
    await page.getByRole('button', { name: apply }).click();
    await page.getByRole('button', { name: load }).dblclick();
    await page.getByRole('link', { name: 'Посмотреть картину' }).waitFor({ timeout: 60_000 });
    const { rows } = await start.web.get<{ rows: { fileName: string; byHand: boolean; state: string }[] }>('/api/batches');
    expect(
      rows
        .filter((row) => row.state === 'committed')
        .map((row) => [row.fileName, row.byHand])
        .toSorted(),
    ).toEqual([
      ['USD = 92.5', true],
      ['В двух валютах.csv', false],
    ]);
    await page.goto('/customers');
    await page.getByText('925 ₽').first().waitFor();
    expect(walk.complaints).toEqual([]);
  });
});
