/** A fresh program with an owner, and a browser that is signed in as the owner: the start of most walks. */
import { rmSync } from 'node:fs';
import { type Browser, type BrowserContext } from 'playwright-core';
import { expect } from 'vitest';
import type { Context } from '../../src/context/context.ts';
import { startServer, type RunningServer } from '../../src/server/start.ts';
import { ownedCompany } from '../template.ts';
import { WebClient } from '../web-client.ts';
import { openBrowser } from './open-browser.ts';

export interface SignedIn extends AsyncDisposable {
  server: RunningServer & { context: Context };
  browser: Browser;
  web: WebClient;
  signedIn: Awaited<ReturnType<BrowserContext['storageState']>>;
  /** Uploads a file and commits it. */
  load(fileName: string, file: string): Promise<void>;
}

export async function startSignedIn(): Promise<SignedIn> {
  const { dataDir, cookie } = ownedCompany();
  const [server, browser] = await Promise.all([startServer({ dataDir, port: 0 }), openBrowser()]);
  const web = new WebClient(server.url, cookie);
  const cookies = web.cookie.split('; ').map((each) => ({
    name: each.slice(0, each.indexOf('=')),
    value: each.slice(each.indexOf('=') + 1),
    domain: 'localhost',
    path: '/',
    expires: -1,
    httpOnly: true,
    secure: false,
    sameSite: 'Lax' as const,
  }));
  return {
    server,
    browser,
    web,
    signedIn: { cookies, origins: [] },
    async load(fileName, file) {
      const read = await web.job('POST', `/api/uploads?fileName=${fileName}`, Buffer.from(file));
      expect(await web.job('POST', `/api/batches/${read.id}/commit`, { acceptHeldRows: [], replacePeriod: false })).toMatchObject({
        state: 'done',
      });
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      await server.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
