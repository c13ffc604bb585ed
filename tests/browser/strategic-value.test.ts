/** The picture of both values leads to its customers; a person says on the card what a customer needs, and sees at once what follows. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSignedIn, type SignedIn } from './signed-in.ts';
import { accessibilityFaults, pixelsTooWide, visit } from './visit.ts';

/** Twelve wholesalers, a hospital, and a kiosk that is sold to below cost. */
function sales(): string {
  const buyers = [
    ...Array.from({ length: 12 }, (_, i) => [`Wholesaler ${i + 1}`, 1000 * (i + 1), 750 * (i + 1)] as const),
    ['City Hospital', 2500, 1875] as const,
    ['Station Kiosk', 500, 600] as const,
  ];
  const lines = buyers.flatMap(([name, net, cost], code) =>
    Array.from(
      { length: 8 },
      (_, month) => `S-${code}-${month};2026-0${month + 1}-${month === 7 ? 31 : 10};C${code};${name};1;${net}.00;${cost}.00`,
    ),
  );
  return ['Document No;Date;Customer code;Customer;Quantity;Amount without VAT;Cost', ...lines].join('\r\n');
}

let started: SignedIn;
beforeAll(async () => {
  started = await startSignedIn();
  await started.load('sales.csv', sales());
});
afterAll(() => started[Symbol.asyncDispose]());

const open = (locale: 'ru-RU' | 'uk-UA' | 'en-GB', width = 1280) =>
  visit(started.browser, { url: started.server.url, locale, width, signedIn: started.signedIn });

test('the picture says who could grow and by how much; a group leads to its list, a mark to its customer', async () => {
  await using visited = await open('en-GB');
  const { page } = visited;
  await page.goto('/');
  const picture = page.getByRole('img', { name: /2 customers have the most room to grow/ });
  await picture.waitFor();
  await page.getByRole('link', { name: 'most growable' }).click();
  await page.getByRole('grid').getByText('Wholesaler 1', { exact: true }).waitFor();
  // What the list is sorted by is seen.
  expect(await page.getByRole('columnheader', { name: 'Strategic value' }).count()).toBe(1);
  expect(await page.getByRole('row').count()).toBe(3);
  await page.goto('/');
  await picture.waitFor();
  const dot = picture.locator('g[stroke="var(--risk)"] path, path[stroke="var(--risk)"]').first();
  await dot.scrollIntoViewIfNeeded();
  await dot.hover({ force: true });
  await page
    .getByText(/Station Kiosk/)
    .first()
    .waitFor();
  await dot.click({ force: true });
  await page.getByRole('heading', { level: 1, name: 'Station Kiosk' }).waitFor();
  await page.getByText(/Every purchase loses 20% of its revenue/).waitFor();
  expect(visited.complaints).toEqual([]);
});

test('a need that is said shows the share of wallet and another value; an empty field takes it back', async () => {
  await using visited = await open('ru-RU');
  const { page } = visited;
  await page.goto('/customers?search=Hospital');
  await page.getByRole('link', { name: 'City Hospital' }).click();
  const panel = page.getByRole('region', { name: 'Сколько клиент мог бы приносить' });
  await panel.getByRole('button', { name: 'Указать потребность или размер' }).click();
  await panel.getByLabel('Потребность в год').fill('240000,50');
  await panel.getByLabel('Размер').fill('300');
  await panel.getByLabel('Откуда это известно').fill('тендер марта');
  await panel.getByRole('button', { name: 'Сохранить' }).click();
  await panel.getByText('8 %', { exact: true }).waitFor();
  await panel.getByText('тендер марта').waitFor();
  await page.getByText(/Его потребность — 240.тыс/).waitFor();
  expect(await started.web.get(`/api/customers/${page.url().split('/').at(-1)}/potential`)).toMatchObject({
    yearlyNeedMinor: '24000050',
    size: 300,
  });
  await panel.getByRole('button', { name: 'Изменить потребность и размер' }).click();
  expect((await panel.getByLabel('Потребность в год').inputValue()).replaceAll('\u00a0', ' ')).toBe('240 000,5');
  await panel.getByLabel('Потребность в год').fill('');
  await panel.getByRole('button', { name: 'Сохранить' }).click();
  await panel.getByText('потребность неизвестна').waitFor();
  expect(visited.complaints).toEqual([]);
});

describe.each([
  ['uk-UA', 360],
  ['ru-RU', 360],
  ['en-GB', 1280],
] as const)('%s at %i pixels', (locale, width) => {
  test('axe finds nothing, nothing scrolls sideways', async () => {
    await using visited = await open(locale, width);
    const { page } = visited;
    await page.goto('/customers?search=Kiosk');
    await page.getByText('Station Kiosk').first().click();
    await page.locator('#potential').waitFor();
    await page.locator('section[aria-labelledby=potential] button').first().click();
    await page.locator('section[aria-labelledby=potential] form').waitFor();
    expect({ faults: await accessibilityFaults(page), tooWide: await pixelsTooWide(page) }).toEqual({ faults: [], tooWide: 0 });
    await page.goto('/');
    await page.getByRole('img').nth(1).waitFor();
    expect({ faults: await accessibilityFaults(page), tooWide: await pixelsTooWide(page) }).toEqual({ faults: [], tooWide: 0 });
  });
});
