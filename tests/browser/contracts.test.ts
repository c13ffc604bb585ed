/** Contracts on the card, and their register on the way in: in three languages, on a screen and on a phone. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { salesFile } from './sales-file.ts';
import { type SignedIn, startSignedIn } from './signed-in.ts';
import { accessibilityFaults, pixelsTooWide, screenshots, visit } from './visit.ts';

let start: SignedIn;

beforeAll(async () => {
  start = await startSignedIn();
  await start.load('sales.csv', salesFile());
  await start.load('contracts.csv', register());
});

afterAll(() => start[Symbol.asyncDispose]());

const insured = 'Ромашка ООО';

/** Enough decided renewals for the model: of a club's forty members two thirds stay each year. */
function register(): string {
  const year = (of: number): string => `01.01.${of};31.12.${of}`;
  const rows = Array.from({ length: 40 }, (_, at) =>
    [2023, 2024, 2025, 2026].slice(0, at % 3 === 0 ? 1 : at % 4 === 0 ? 2 : 4).map((of) => `А-${at};Клуб ${at};${year(of)};12000,00;`),
  ).flat();
  const own = [
    `СД-17;${insured};01.11.2024;31.10.2025;480000,00;`,
    `СД-17;${insured};01.11.2025;31.10.2026;515000,50;`,
    `СД-18;${insured};15.03.2025;14.03.2026;90000,00;01.12.2025`,
  ];
  return ['Договор;Клиент;Действует с;Действует по;Сумма договора без НДС;Дата расторжения', ...own, ...rows, ''].join('\r\n');
}

describe.each([
  ['ru-RU', 1280, 'light', 'Действует 1 договор'],
  ['ru-RU', 360, 'dark', 'Действует 1 договор'],
  ['uk-UA', 1280, 'dark', 'Чинний 1 договір'],
  ['uk-UA', 360, 'light', 'Чинний 1 договір'],
  ['en-GB', 1280, 'light', '1 contract runs'],
  ['en-GB', 360, 'dark', '1 contract runs'],
] as const)('in %s at %i px, %s', (locale, width, colorScheme, finding) => {
  test('the card shows the contracts, fits, and axe finds nothing', async () => {
    await using visiting = await visit(start.browser, { url: start.server.url, locale, width, colorScheme, signedIn: start.signedIn });
    const { page, complaints } = visiting;
    const { rows } = await start.web.get<{ rows: { id: string; name: string }[] }>(
      `/api/customers?search=${encodeURIComponent('Ромашка')}`,
    );
    await page.goto(`/customers/${rows.find(({ name }) => name === insured)!.id}`);
    await page.getByRole('heading', { name: finding }).waitFor();
    const table = page.getByRole('table', { name: finding });
    expect(await table.getByRole('row').count()).toBe(3);
    await table.getByText('СД-18').waitFor();
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: `${screenshots}/contracts-card-${locale}-${width}.png`, fullPage: true });
    expect([await pixelsTooWide(page), await accessibilityFaults(page)]).toEqual([0, []]);
    expect(complaints).toEqual([]);
  });

  test('its batch speaks of contracts', async () => {
    await using visiting = await visit(start.browser, { url: start.server.url, locale, width, colorScheme, signedIn: start.signedIn });
    const { page, complaints } = visiting;
    const read = await start.web.job('POST', '/api/uploads?fileName=more.csv', Buffer.from(register().replaceAll('12000,00', '12500,00')));
    await page.goto(`/import/${read.id}`);
    await page
      .getByRole('button', { name: /Загрузить|Завантажити|Load/ })
      .first()
      .waitFor();
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: `${screenshots}/contracts-import-${locale}-${width}.png`, fullPage: true });
    expect([await pixelsTooWide(page), await accessibilityFaults(page)]).toEqual([0, []]);
    expect(complaints).toEqual([]);
    await start.web.ask('POST', `/api/batches/${read.id}/cancel`);
  });
});
