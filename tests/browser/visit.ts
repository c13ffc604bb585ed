/** One visit to a running program: the page in a language and at a width, and the checks of every page. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';

export const screenshots = mkdtempSync(join(tmpdir(), 'clientele-screenshots-'));

export interface Visit extends AsyncDisposable {
  page: Page;
  context: BrowserContext;
  /** The page's problems: errors, and requests to other hosts than the program. */
  complaints: string[];
}

interface VisitOptions {
  url: string;
  locale: 'ru-RU' | 'uk-UA' | 'en-GB';
  width?: number;
  colorScheme?: 'light' | 'dark';
  signedIn?: Awaited<ReturnType<BrowserContext['storageState']>>;
}

export async function visit(
  browser: Browser,
  { url, locale, width = 1280, colorScheme = 'light', signedIn }: VisitOptions,
): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: url,
    locale,
    colorScheme,
    viewport: { width, height: width < 500 ? 760 : 860 },
    reducedMotion: 'reduce',
    ...(signedIn ? { storageState: signedIn } : {}),
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) complaints.push(`went elsewhere: ${request.url()}`);
  });
  return { page, context, complaints, [Symbol.asyncDispose]: () => context.close() };
}

/** What axe finds, in words that a failed test can be read by. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary?.split('\n')[1]?.trim() ?? ''}`),
  );
}

/** Pixels by which the page is wider than its window. */
export function pixelsTooWide(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
