/** The API: its routes, who may call them, and its own description. `AppType` is what the web's client is made of. */
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context as HonoContext } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { matchedRoutes } from 'hono/route';
import type { Context } from '../context/context.ts';
import type { Permission } from '../core/access/roles.ts';
import { refusalOf } from '../flow/refused.ts';
import { sightOfPerson } from '../records/access/sight.ts';
import type { Auth } from './auth.ts';
import { type Document, docsPage } from './docs-page.ts';
import { type AppEnv, router } from './env.ts';
import type { Jobs } from './jobs.ts';
import { permissionOf } from './endpoint.ts';
import { answerTo, refuse } from './problems.ts';
import { batchRoutes } from './routes/batches.ts';
import { costRoutes } from './routes/costs.ts';
import { currencyRoutes } from './routes/currency.ts';
import { customerRoutes } from './routes/customers.ts';
import { jobRoutes } from './routes/jobs.ts';
import { contractRoutes } from './routes/contracts.ts';
import { lifetimeRoutes } from './routes/lifetime.ts';
import { overviewRoutes } from './routes/overview.ts';
import { sessionRoutes } from './routes/session.ts';
import { settingsRoutes } from './routes/settings.ts';
import { receivableRoutes } from './routes/receivables.ts';
import { strategicRoutes } from './routes/strategic.ts';
import { webFiles } from './web-files.ts';

/** Signed-in only, all of it. */
const guarded = router()
  .route('/', batchRoutes)
  .route('/', jobRoutes)
  .route('/', overviewRoutes)
  .route('/', customerRoutes)
  .route('/', settingsRoutes)
  .route('/', currencyRoutes)
  .route('/', costRoutes)
  .route('/', lifetimeRoutes)
  .route('/', contractRoutes)
  .route('/', strategicRoutes)
  .route('/', receivableRoutes);
const api = new OpenAPIHono<AppEnv>().route('/', sessionRoutes).route('/', guarded);

export type AppType = typeof api;

/** What is no endpoint and is reachable without being signed in. */
const open = new Set(['/api/openapi.json', '/api/docs', '/api/health']);

export function buildApp(parts: { context: Context; jobs: Jobs; auth: Auth; webDir: string }): OpenAPIHono<AppEnv> {
  const app = new OpenAPIHono<AppEnv>();
  app.use(async (c, next) => {
    await next();
    c.header('x-content-type-options', 'nosniff');
    c.header('referrer-policy', 'same-origin');
    c.header('x-frame-options', 'DENY');
    c.header(
      'content-security-policy',
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'",
    );
  });
  app.use('/api/*', async (c, next) => {
    c.set('context', parts.context);
    c.set('jobs', parts.jobs);
    c.set('auth', parts.auth);
    c.header('cache-control', 'no-store');
    if (crossSite(c.req.raw)) refuse('cross_site');
    if (await holdsNul(c)) refuse('invalid_request', { field: '', message: 'NUL is no character of a text' });
    const permission = permissionAsked(c);
    if (open.has(c.req.path) || permission === 'everyone') return next();
    const user = await parts.auth.userOf(c.req.raw.headers);
    if (user === null) return refuse('signed_out');
    const sight = await sightOfPerson(parts.context.records, user.id);
    c.set('sight', sight);
    if (permission === undefined || (permission !== 'none' && !sight.may(permission))) refuse('not_allowed');
    return next();
  });
  app.get('/api/health', (c) => c.json({ ok: true }));
  app.route('/api', api);
  const description = {
    openapi: '3.1.0',
    info: {
      title: 'Clientele',
      version: parts.context.version,
      description: 'Everything that the screens do. Amounts are strings of integer minor units.',
    },
  };
  app.doc31('/api/openapi.json', description);
  app.get('/api/docs', (c) => docsPage(c, app.getOpenAPI31Document(description) as unknown as Document));
  app.notFound((c) => answerTo(c, { code: 'not_found', detail: { path: c.req.path } }));
  app.onError((error, c) => {
    // What the libraries below refuse: a body that is no JSON, an upload that is too long.
    if (error instanceof HTTPException && error.status < 500)
      return answerTo(c, { code: 'invalid_request', detail: { field: '', message: error.message } }, error.status);
    // What the state of things forbids, wherever it is found out.
    const refusal = refusalOf(error);
    if (refusal !== null) return answerTo(c, refusal);
    parts.context.log.error({ error: error.message, stack: error.stack, path: c.req.path }, 'request failed');
    return answerTo(c, { code: 'unexpected', detail: { message: error.message } }, 500);
  });
  webFiles(app, parts.webDir);
  return app;
}

/** Undefined, and so denied, where the endpoint was not declared. Of an address that is no endpoint, nothing is asked: it is not found. */
function permissionAsked(c: HonoContext<AppEnv>): Permission | 'everyone' | 'none' | undefined {
  const endpoint = matchedRoutes(c).findLast(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'));
  if (endpoint === undefined) return 'none';
  const path = endpoint.path.replace(/^\/api/, '').replaceAll(/:(\w+)(\{[^}]*\})?/g, '{$1}');
  return permissionOf.get(`${endpoint.method} ${path}`);
}

/** PostgreSQL keeps no NUL in a text: refused once for every text of a request, instead of failing where it is first written or compared. */
async function holdsNul(c: HonoContext<AppEnv>): Promise<boolean> {
  if (/%00/.test(c.req.url)) return true;
  return (c.req.header('content-type') ?? '').startsWith('application/json') && /(?<!\\)(?:\\\\)*\\u0000|\0/.test(await c.req.text());
}

/** A change asked for by another site's page. Cookies are SameSite=Lax; this holds for browsers that forget it. */
function crossSite(request: Request): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false;
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site !== 'same-origin' && site !== 'none';
  const origin = request.headers.get('origin');
  return origin !== null && URL.canParse(origin) && new URL(origin).host !== request.headers.get('host');
}
