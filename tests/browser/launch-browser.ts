/**
 * Once per run: one headless Chromium for all tests of pages, each of which opens contexts of its own in it. It runs as any user,
 * root too: an installed one where CHROME_PATH names it, else the one from npm.
 */
import bundled from '@sparticuz/chromium';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    browser: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await chromium.launchServer({
    executablePath: process.env['CHROME_PATH'] ?? (await bundled.executablePath()),
    headless: true,
    host: '127.0.0.1',
    args: [
      '--no-sandbox',
      '--headless',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--hide-scrollbars',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--no-default-browser-check',
      '--font-render-hinting=none',
    ],
  });
  project.provide('browser', server.wsEndpoint());
  return () => server.close();
}
