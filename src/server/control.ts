/**
 * Lets commands of the same data folder be done here: a second, loopback-only listener behind a secret that only the folder's
 * owner can read (server.json).
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';

/** Does a command; what it prints goes out line by line. */
export type Perform<C> = (command: C, print: (line: object) => void, signal: AbortSignal) => Promise<number>;

export async function openControl<C>(file: string, perform: Perform<C>): Promise<AsyncDisposable> {
  const token = randomBytes(32).toString('hex');
  const running = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    const answered = answer(request, response, token, perform)
      .catch(() => void response.destroy())
      .finally(() => running.delete(answered));
    running.add(answered);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The operating system gave no port.');
  writeFileSync(file, JSON.stringify({ port: address.port, token }), { mode: 0o600, flush: true });
  return {
    async [Symbol.asyncDispose]() {
      rmSync(file, { force: true });
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      // Each has lost its terminal and stops; what it works on must not be closed under it.
      await Promise.all(running);
    },
  };
}

async function answer<C>(request: IncomingMessage, response: ServerResponse, token: string, perform: Perform<C>): Promise<void> {
  const given = Buffer.from(request.headers.authorization ?? '');
  const expected = Buffer.from(`Bearer ${token}`);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return void response.writeHead(401).end();
  if (request.method === 'GET') return void response.writeHead(204).end();
  const command = (await json(request)) as C;
  const abort = new AbortController();
  // The terminal went away (Ctrl-C there): the work stops here.
  response.on('close', () => abort.abort());
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  const print = (line: object): void => void response.write(`${JSON.stringify(line)}\n`);
  const exit = await perform(command, print, abort.signal);
  print({ exit });
  response.end();
}
