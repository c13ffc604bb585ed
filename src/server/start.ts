/** Brings the server up over an open context, and down again in order. */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { openContext, type Context } from '../context/context.ts';
import { ConfigError, readConfig } from '../context/config.ts';
import { ensureSettled } from '../flow/settle.ts';
import { buildApp } from './app.ts';
import { openAuth } from './auth.ts';
import { openJobs } from './jobs.ts';

export interface RunningServer {
  url: string;
  close(): Promise<void>;
}

export const webDir = join(import.meta.dirname, '../../dist/web');

export async function startServerOn(context: Context): Promise<RunningServer> {
  if (!existsSync(join(webDir, 'index.html'))) await buildWeb();
  await using opened = new AsyncDisposableStack();
  const { host, port, publicUrl } = context.config;
  const auth = opened.use(await openAuth(context, publicUrl ?? `http://localhost:${port}`));
  // What a crash left between the journal and the published numbers is finished before anybody looks.
  await ensureSettled(context, { signal: new AbortController().signal, report: () => {} });
  const jobs = opened.use(await openJobs(context));
  const app = buildApp({ context, jobs, auth, webDir });
  const server = serve({ fetch: app.fetch, hostname: host, port }) as Server;
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => Promise.reject(notListening(error, context.config)));
  opened.defer(async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  });
  const address = server.address();
  const actualPort = typeof address === 'object' && address !== null ? address.port : port;
  const kept = opened.move();
  return {
    url: publicUrl ?? `http://${host === '0.0.0.0' || host === '::' || host === '127.0.0.1' ? 'localhost' : host}:${actualPort}`,
    close: () => kept.disposeAsync(),
  };
}

function notListening(error: NodeJS.ErrnoException, { host, port }: Context['config']): Error {
  if (error.code === 'EADDRINUSE')
    return new ConfigError(`Another program listens on ${host}:${port} already. Choose another port with --port or CLIENTELE_PORT.`, {
      cause: error,
    });
  if (error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return new ConfigError(`Clientele cannot listen on ${host}:${port} (${error.code}). Choose another address with --host and --port.`, {
      cause: error,
    });
  return error;
}

/** Context and server together: for tests and for embedding. */
export async function startServer(given: {
  dataDir: string;
  port?: number;
  demo?: boolean;
  databaseUrl?: string;
}): Promise<RunningServer & { context: Context }> {
  const config = readConfig(
    {
      DATABASE_URL: given.databaseUrl,
      CLIENTELE_LOG: process.env['CLIENTELE_LOG'],
      CLIENTELE_THREADS: process.env['CLIENTELE_THREADS'],
    },
    { data: given.dataDir, port: String(given.port ?? 0), demo: given.demo ?? false },
  );
  const context = await openContext(config);
  try {
    const server = await startServerOn(context);
    return {
      url: server.url,
      context,
      async close() {
        await server.close();
        await context[Symbol.asyncDispose]();
      },
    };
  } catch (error) {
    await context[Symbol.asyncDispose]();
    throw error;
  }
}

/** Only in a clone whose install was told to run no scripts: the pages are built at the first start. */
async function buildWeb(): Promise<void> {
  const { buildEverything } = await import('../../bin/build.ts');
  await buildEverything();
}
