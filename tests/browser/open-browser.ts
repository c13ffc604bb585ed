/** The run's Chromium. Closing it closes what was opened here, and leaves the browser to other tests. */
import { type Browser, chromium } from 'playwright-core';
import { inject } from 'vitest';

export async function openBrowser(): Promise<Browser> {
  return chromium.connect(inject('browser'));
}
