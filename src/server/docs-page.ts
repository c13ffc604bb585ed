/** The API's description as a readable page: made of the same OpenAPI document, without a script or a request to anywhere. */
import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import type { AppEnv } from './env.ts';

interface Operation {
  summary?: string;
  tags?: string[];
  parameters?: { name: string; in: string; required?: boolean; schema?: unknown }[];
  requestBody?: { content?: Record<string, { schema?: unknown }> };
  responses?: Record<string, { description?: string; content?: Record<string, { schema?: unknown }> }>;
}

export interface Document {
  info: { title: string; version: string; description?: string };
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, unknown> };
}

export function docsPage(c: Context<AppEnv>, document: Document): Response | Promise<Response> {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  return c.html(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width" />
          <title>${document.info.title} API</title>
          <style>
            body {
              font:
                16px/1.5 system-ui,
                sans-serif;
              max-width: 60rem;
              margin: 2rem auto;
              padding: 0 1rem;
              color-scheme: light dark;
            }
            code,
            pre {
              font:
                13px/1.4 ui-monospace,
                monospace;
            }
            pre {
              overflow: auto;
              padding: 0.75rem;
              border: 1px solid #8884;
              border-radius: 6px;
            }
            h2 {
              margin-top: 2.5rem;
              border-bottom: 1px solid #8884;
            }
            .method {
              text-transform: uppercase;
              font-weight: 700;
            }
          </style>
        </head>
        <body>
          <h1>${document.info.title} API ${document.info.version}</h1>
          <p>
            ${document.info.description ?? ''} Sign in with <code>POST /api/sign-in</code> and keep its cookie. The same as
            <a href="/api/openapi.json">OpenAPI 3.1</a>.
          </p>
          <ul>
            ${operations.map(
              ({ path, method }) =>
                html`<li>
                  <a href="#${anchor(method, path)}"
                    ><code><span class="method">${method}</span> ${path}</code></a
                  >
                </li>`,
            )}
          </ul>
          ${operations.map(({ path, method, operation }) => section(path, method, operation))}
          <h2>Shapes</h2>
          ${Object.entries(document.components?.schemas ?? {}).map(
            ([name, schema]) =>
              html`<h3 id="shape-${name}">${name}</h3>
                <pre>${JSON.stringify(schema, null, 2)}</pre>`,
          )}
        </body>
      </html>`,
  );
}

function section(path: string, method: string, operation: Operation) {
  const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema;
  return html`<section>
    <h2 id="${anchor(method, path)}">
      <code><span class="method">${method}</span> ${path}</code>
    </h2>
    <p>${operation.summary ?? ''}</p>
    ${
      operation.parameters?.length
        ? html`<ul>
            ${operation.parameters.map((each) => html`<li><code>${each.name}</code> (${each.in}${each.required ? ', required' : ''}) <code>${JSON.stringify(each.schema ?? {})}</code></li>`)}
          </ul>`
        : raw('')
    }
    ${
      body === undefined
        ? raw('')
        : html`<p>Body</p>
            <pre>${JSON.stringify(body, null, 2)}</pre>`
    }
    ${Object.entries(operation.responses ?? {}).map(
      ([status, response]) =>
        html`<p><b>${status}</b> ${response.description ?? ''}</p>
          ${Object.values(response.content ?? {})[0]?.schema === undefined ? raw('') : html`<pre>${JSON.stringify(Object.values(response.content ?? {})[0]!.schema, null, 2)}</pre>`}`,
    )}
  </section>`;
}

function anchor(method: string, path: string): string {
  return `${method}${path.replaceAll(/[^a-z]+/gi, '-')}`;
}
