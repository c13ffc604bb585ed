/** The company's currency, which no file names: asked once on the overview, in three languages; then the currencies without a rate. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SignedIn, startSignedIn } from './signed-in.ts';
import { accessibilityFaults, pixelsTooWide, screenshots, visit } from './visit.ts';

let start: SignedIn;

const sales = (): string =>
  [
    'Document No;Date;Customer;Quantity;Amount without VAT;Cost',
    ...['01', '02', '03', '04', '05', '06'].flatMap((month) => [
      `S-${month}1;2026-${month}-04;Granite Wholesale;1;12345.60;9000.00`,
      `S-${month}2;2026-${month}-${month === '06' ? '30' : '28'};City Hospital;1;2400.00;1500.00`,
    ]),
  ].join('\r\n');
const exported = (): string =>
  [
    'Document No;Date;Customer;Quantity;Amount without VAT;Cost;Currency;Remark',
    ...['04', '05', '06'].map((month) => `E-${month};2026-${month}-10;Berlin Handel;1;500.00;200.00;EUR;`),
  ].join('\r\n');

beforeAll(async () => {
  start = await startSignedIn();
  await start.load('sales.csv', sales());
  await start.load('export.csv', exported());
});
afterAll(() => start[Symbol.asyncDispose]());

const currency = () => start.web.get<{ currency: string | null; asked: boolean; named: string[] }>('/api/currency');
const signs = /[₽₴$£¤]|XXX|RUB|UAH|USD/;

describe.each([
  ['ru-RU', 1280, 'light', 'В какой валюте эти суммы?', 'Валюта компании', 'Что будет сложено', /EUR · евро/],
  ['ru-RU', 360, 'dark', 'В какой валюте эти суммы?', 'Валюта компании', 'Что будет сложено', /EUR · евро/],
  ['uk-UA', 1280, 'dark', 'У якій валюті ці суми?', 'Валюта компанії', 'Що буде додано', /EUR · євро/],
  ['uk-UA', 360, 'light', 'У якій валюті ці суми?', 'Валюта компанії', 'Що буде додано', /EUR · євро/],
  ['en-GB', 1280, 'light', 'In which currency are these amounts?', 'Currency of the company', 'What would be added up', /EUR · Euro/],
  ['en-GB', 360, 'dark', 'In which currency are these amounts?', 'Currency of the company', 'What would be added up', /EUR · Euro/],
] as const)('in %s at %i px, %s', (locale, width, colorScheme, question, field, told, first) => {
  test('the overview shows amounts without a sign, and asks', async () => {
    await using visiting = await visit(start.browser, { url: start.server.url, locale, width, colorScheme, signedIn: start.signedIn });
    const { page, complaints } = visiting;
    await page.goto('/');
    await page.getByText(question).waitFor();
    await page.waitForLoadState('networkidle');
    // No page shows a currency that is not named: charts' axes are text of the page, too.
    expect(await page.locator('main').innerText()).not.toMatch(signs);
    await page.screenshot({ path: `${screenshots}/currency-asked-${locale}-${width}.png`, fullPage: true });
    const choice = page.getByRole('textbox', { name: field }).or(page.getByRole('combobox', { name: field }));
    await choice.click();
    // The currency of a file is suggested first, and not preselected.
    expect(await page.getByRole('option').first().innerText()).toMatch(first);
    expect(await choice.inputValue()).toBe('');
    await choice.fill('USD');
    await page.getByRole('option', { name: /USD/ }).click();
    await page.getByRole('table', { name: told }).waitFor();
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: `${screenshots}/currency-chosen-${locale}-${width}.png`, fullPage: true });
    expect([await pixelsTooWide(page), await accessibilityFaults(page)]).toEqual([0, []]);
    expect(complaints).toEqual([]);
    expect(await currency()).toEqual({ currency: null, asked: true, named: ['EUR'] });
  });
});

test('no page shows a currency that nobody named', async () => {
  await using visiting = await visit(start.browser, { url: start.server.url, locale: 'ru-RU', signedIn: start.signedIn });
  const { page } = visiting;
  const { rows } = await start.web.get<{ rows: { id: string; name: string }[] }>('/api/customers');
  const granite = rows.find(({ name }) => name === 'Granite Wholesale')!;
  for (const path of ['/customers', `/customers/${granite.id}`, '/profit', '/value', '/costs', '/import']) {
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    expect(await page.locator('main').innerText(), path).not.toMatch(signs);
  }
});

test('by keyboard: a currency is named, everybody is valued in it, and what lacks a rate is said with a field for it', async () => {
  await using visiting = await visit(start.browser, { url: start.server.url, locale: 'en-GB', signedIn: start.signedIn });
  const { page } = visiting;
  await page.goto('/');
  const choice = page
    .getByRole('textbox', { name: 'Currency of the company' })
    .or(page.getByRole('combobox', { name: 'Currency of the company' }));
  await choice.focus();
  await page.keyboard.type('US dollar');
  await page.keyboard.press('Enter');
  await page.getByText(/^No rate for EUR: such/).waitFor();
  await page.getByRole('button', { name: 'Calculate in USD' }).press('Enter');
  await page.getByText('In which currency', { exact: false }).waitFor({ state: 'detached' });
  await page.getByText('1 customer is not valued', { exact: false }).waitFor();
  expect(await page.locator('main').innerText()).toContain('$');
  expect(await currency()).toMatchObject({ currency: 'USD', asked: false });
  await page.screenshot({ path: `${screenshots}/currency-rate-asked.png`, fullPage: true });

  await page.getByRole('link', { name: 'Show them' }).click();
  await page.getByText('no rate for €').waitFor();
  expect(await page.locator('main').innerText()).toContain('€1,500');
  await page.screenshot({ path: `${screenshots}/currency-not-valued-list.png`, fullPage: true });
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('link', { name: 'Berlin Handel' }).click();
  await page.getByText('not valued: no rate for €').waitFor();
  await page.getByText('has no rate', { exact: false }).waitFor();
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: `${screenshots}/currency-not-valued-card.png`, fullPage: true });
  expect(await page.locator('main').innerText()).not.toMatch(/no purchases|unprofitable/i);
  expect(await accessibilityFaults(page)).toEqual([]);

  await page.goto('/');
  await page.getByRole('textbox', { name: '1 EUR in USD' }).fill('1.1');
  await page.getByRole('button', { name: 'Count by these rates' }).click();
  await page.getByText('not valued', { exact: false }).waitFor({ state: 'detached' });
  await page.goto('/customers');
  await page.getByText('$1,650').first().waitFor();
  const { rows } = await start.web.get<{ rows: { id: string; byHand: boolean; fileName: string }[] }>('/api/batches');
  expect(rows[0]).toMatchObject({ byHand: true, fileName: 'EUR = 1.1' });
  await page.goto(`/import/${rows[0]!.id}`);
  await page.getByText('rates entered by hand').waitFor();
});

test('among the settings another currency is tried, and told what it would change', async () => {
  await using visiting = await visit(start.browser, { url: start.server.url, locale: 'ru-RU', signedIn: start.signedIn });
  const { page } = visiting;
  await page.goto('/classes');
  await page.getByText('Суммы посчитаны в валюте: доллар США (USD).').waitFor();
  await page.getByRole('button', { name: 'Изменить валюту' }).click();
  const choice = page.getByRole('textbox', { name: 'Валюта компании' }).or(page.getByRole('combobox', { name: 'Валюта компании' }));
  await choice.fill('евро');
  await page.getByRole('option', { name: /EUR/ }).click();
  await page.getByRole('table', { name: 'Что будет сложено' }).waitFor();
  await page.screenshot({ path: `${screenshots}/currency-settings.png`, fullPage: true });
  expect(await accessibilityFaults(page)).toEqual([]);
  await choice.fill('JPY');
  await page.getByRole('option', { name: /JPY/ }).click();
  await page.getByText('Суммы без валюты хранятся с двумя знаками', { exact: false }).waitFor();
});
