/** While later stages of a valuation are calculated, every page names them; once they are published the pages show them without being loaded again. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asProgram } from '../../src/core/access/sight.ts';
import { ensureSettled } from '../../src/flow/settle.ts';
import { salesFile } from './sales-file.ts';
import { type SignedIn, startSignedIn } from './signed-in.ts';
import { accessibilityFaults, pixelsTooWide, screenshots, visit } from './visit.ts';

let start: SignedIn;
beforeAll(async () => {
  start = await startSignedIn();
  await start.load('sales.csv', salesFile());
});
afterAll(() => start[Symbol.asyncDispose]());

/** As it is between the classes and the forecast: that state lasts some milliseconds in so small a company. */
async function beforeTheForecast(): Promise<void> {
  await start.server.context.records.change(asProgram('valuation'), async (tx) => {
    await tx.updateTable('valuation_run').set({ summary: '{}' }).execute();
    await tx.deleteFrom('run_stage').where('stage', 'in', ['forecast', 'potential', 'reasons']).execute();
    await tx
      .updateTable('scorecard')
      .set({ lifetime_value_minor: null, lifetime_value_low_minor: null, lifetime_value_high_minor: null })
      .set({ alive_probability: null, next_shipment_on: null })
      .set({ strategic_value_minor: null, strategic_tier: null, share_of_wallet_permille: null })
      .execute();
  });
}

test.each([
  { locale: 'ru-RU', width: 1280, scheme: 'light', said: 'Рассчитываем: прогноз, потенциал, пояснения.', value: 'Прогноз рассчитывается.' },
  { locale: 'uk-UA', width: 360, scheme: 'light', said: 'Розраховуємо: прогноз, потенціал, пояснення.', value: 'Прогноз розраховується.' },
  {
    locale: 'en-GB',
    width: 360,
    scheme: 'dark',
    said: 'Being calculated: forecast, potential, explanations.',
    value: 'The forecast is being calculated.',
  },
] as const)('in $locale at $width px, $scheme', async ({ locale, width, scheme, said, value }) => {
  await beforeTheForecast();
  const { url, context } = start.server;
  await using visiting = await visit(start.browser, { url, locale, width, colorScheme: scheme, signedIn: start.signedIn });
  const { page } = visiting;
  const status = page.getByRole('status').filter({ hasText: said });
  for (const path of ['/', '/customers', '/value']) {
    await page.goto(path);
    await status.waitFor();
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.screenshot({ path: join(screenshots, `stages-${locale}-${width}-${path.slice(1) || 'overview'}.png`) });
    expect(await pixelsTooWide(page), path).toBe(0);
    expect(await accessibilityFaults(page), path).toEqual([]);
  }
  await page.getByText(value).waitFor();
  const asked = page.waitForResponse((response) => response.url().endsWith('/api/lifetime') && response.ok());
  await ensureSettled(context, { signal: new AbortController().signal, report: () => {} });
  await asked;
  await status.waitFor({ state: 'hidden' });
  await page.getByText(value).waitFor({ state: 'hidden' });
  // That there is no forecast yet is an answer, and the browser's console names it.
  expect(visiting.complaints.filter((complaint) => !/40[49]/.test(complaint))).toEqual([]);
});
