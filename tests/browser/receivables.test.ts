/** What a customer owes: the oldest unpaid documents, and all of them at a press. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SignedIn, startSignedIn } from './signed-in.ts';
import { accessibilityFaults, pixelsTooWide, screenshots, visit } from './visit.ts';

let start: SignedIn;
beforeAll(async () => {
  start = await startSignedIn();
  const shipments = Array.from(
    { length: 25 },
    (_, at) => `2026-01-${String(at + 1).padStart(2, '0')};T-${at + 1};Tearoom;Tea;10;100.00;60.00;EUR`,
  );
  await start.load('sales.csv', `Date;Document No;Customer;Product;Quantity;Net amount;Cost;Currency\n${shipments.join('\n')}\n`);
  await start.load('payments.csv', 'Payment date;Document No;Customer;Amount paid;Currency\n2026-01-20;P-1;Tearoom;150.00;EUR\n');
});
afterAll(() => start[Symbol.asyncDispose]());

test('the oldest come first, and one press shows all', async () => {
  await using visiting = await visit(start.browser, { url: start.server.url, locale: 'en-GB', width: 390, signedIn: start.signedIn });
  const { page } = visiting;
  await page.goto('/customers');
  await page.getByRole('link', { name: 'Tearoom' }).click();
  const owed = page.getByRole('region', { name: /owes/i });
  // 150.00 paid T-1 and half of T-2.
  await owed.getByText('The oldest 20 of 24').waitFor();
  const rows = owed.locator('tbody tr');
  expect([await rows.count(), await rows.first().textContent()]).toEqual([20, expect.stringContaining('T-2')]);
  await owed.getByRole('button', { name: 'Show all' }).click();
  await expect.poll(() => rows.count()).toBe(24);
  expect(await owed.getByText(/The oldest \d+/).count()).toBe(0);
  expect(await rows.last().textContent()).toContain('T-25');
  await page.screenshot({ path: join(screenshots, 'receivables-all.png'), fullPage: true });
  expect([await pixelsTooWide(page), await accessibilityFaults(page)]).toEqual([0, []]);
});
