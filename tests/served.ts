/** A fresh program with an owner who is signed in, called over HTTP: the start of most tests of the API. */
import { rmSync } from 'node:fs';
import { expect } from 'vitest';
import { type RunningServer, startServer } from '../src/server/start.ts';
import type { Context } from '../src/context/context.ts';
import { ownedCompany, temporaryFolder } from './template.ts';
import { WebClient } from './web-client.ts';

export interface Served extends AsyncDisposable {
  folder: string;
  server: RunningServer & { context: Context };
  web: WebClient;
  /** Uploads a file of these lines and commits it. */
  load(fileName: string, lines: string[]): Promise<void>;
}

export async function startServed(): Promise<Served> {
  const folder = temporaryFolder();
  const { dataDir, cookie } = ownedCompany(`${folder}/data`);
  const server = await startServer({ dataDir });
  const web = new WebClient(server.url, cookie);
  return {
    folder,
    server,
    web,
    async load(fileName, lines) {
      const read = await web.job('POST', `/api/uploads?fileName=${fileName}`, Buffer.from(lines.join('\r\n')));
      expect(await web.job('POST', `/api/batches/${read.id}/commit`, {})).toMatchObject({ state: 'done' });
    },
    async [Symbol.asyncDispose]() {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
