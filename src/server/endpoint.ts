/**
 * An endpoint of the API: its address, the permission that it asks for, what it takes, what it answers, and its refusals. Without a
 * permission it does not compile; one that was not declared here is denied (app.ts). Refusals are thrown as FlowRefused and answered in
 * one place (problems.ts), so that a handler says only what is particular to it.
 */
import { createRoute, type RouteConfig, z } from '@hono/zod-openapi';
import type { Permission } from '../core/access/roles.ts';
import { problem } from './schemas/common.ts';

type Text = readonly [description: string, schema: z.ZodType];

interface Declared {
  method: 'get' | 'post' | 'put';
  path: string;
  /** `everyone`: also who is not signed in. */
  permission: Permission | 'everyone';
  tags: readonly string[];
  summary: string;
  params?: z.ZodObject;
  query?: z.ZodType;
  body?: z.ZodType;
  /** What is answered where nothing is refused. */
  answer: Text;
  /** 201 for what was made, 200 else. */
  status?: 200 | 201;
  /** Another media type than JSON. */
  media?: string;
  /** By status: when it is refused; with a schema where more than the problem is told. */
  refusals?: { readonly [status: number]: string | Text };
}

type Content<Media extends string, Schema> = { description: string; content: { [M in Media]: { schema: Schema } } };
type MediaOf<D extends Declared> = D extends { media: infer Media extends string } ? Media : 'application/json';
type RefusalsOf<D extends Declared> = D extends { refusals: infer Refusals } ? Refusals : unknown;

/** As @hono/zod-openapi types a route, so that requests are checked and the web's client knows the answers. */
type RouteOf<D extends Declared> = {
  method: D['method'];
  path: D['path'];
  request: Record<never, never> &
    (D extends { params: infer P } ? { params: P } : unknown) &
    (D extends { query: infer Q } ? { query: Q } : unknown) &
    (D extends { body: infer B } ? { body: { content: { 'application/json': { schema: B } }; required: true } } : unknown);
  responses: { [S in D extends { status: infer Status extends number } ? Status : 200]: Content<MediaOf<D>, D['answer'][1]> } & {
    [S in keyof RefusalsOf<D>]: Content<'application/json', RefusalsOf<D>[S] extends Text ? RefusalsOf<D>[S][1] : typeof problem>;
  };
};

/** `GET /customers/{id}` and the permission it asks for, of every endpoint that was declared. */
export const permissionOf: ReadonlyMap<string, Permission | 'everyone'> = new Map<string, Permission | 'everyone'>();

export function endpoint<const D extends Declared>(declared: D): RouteOf<D> {
  const { method, path, permission, tags, summary, params, query, body, answer, status = 200, media = 'application/json' } = declared;
  const name = `${method.toUpperCase()} ${path}`;
  const known = permissionOf as Map<string, Permission | 'everyone'>;
  if (known.has(name)) throw new Error(`${name} is declared twice`);
  known.set(name, permission);
  const request = {
    ...(params === undefined ? {} : { params }),
    ...(query === undefined ? {} : { query }),
    ...(body === undefined ? {} : { body: { content: { 'application/json': { schema: body } }, required: true } }),
  };
  const route: RouteConfig = {
    method,
    path,
    tags: [...tags],
    summary,
    ...(Object.keys(request).length === 0 ? {} : { request: request as NonNullable<RouteConfig['request']> }),
    responses: {
      [status]: { description: answer[0], content: { [media]: { schema: answer[1] } } },
      ...Object.fromEntries(
        Object.entries<string | Text>(declared.refusals ?? {}).map(([refused, when]) => {
          const [description, schema] = typeof when === 'string' ? [when, problem] : when;
          return [refused, { description, content: { 'application/json': { schema } } }];
        }),
      ),
    },
  };
  return createRoute(route) as unknown as RouteOf<D>;
}

/** What a query may page by. */
export const paged = (most: number, byDefault: number) => ({
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(most).default(byDefault),
});

/** What work in the background answers with: the job to watch. */
export const jobStarted = z.object({ jobId: z.uuid() });
