/** A browser's side of the API, without a browser: keeps the cookie, waits for jobs. */
import { setTimeout as sleep } from 'node:timers/promises';

export interface Answer<T> {
  status: number;
  body: T;
}

export class WebClient {
  readonly url: string;
  cookie: string;

  constructor(url: string, cookie = '') {
    this.url = url;
    this.cookie = cookie;
  }

  async ask<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const raw = typeof body === 'string' || Buffer.isBuffer(body);
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...(this.cookie === '' ? {} : { cookie: this.cookie }),
        ...(body === undefined ? {} : { 'content-type': raw ? 'application/octet-stream' : 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: raw ? (body as string) : JSON.stringify(body) }),
    });
    const cookies = response.headers.getSetCookie();
    if (cookies.length > 0) this.cookie = cookies.map((cookie) => cookie.split(';')[0]).join('; ');
    const text = await response.text();
    return { status: response.status, body: (response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text) as T };
  }

  /** The body of a GET that must succeed. */
  async get<T>(path: string): Promise<T> {
    const { status, body } = await this.ask<T>('GET', path);
    if (status !== 200) throw new Error(`GET ${path} answered ${status}: ${JSON.stringify(body)}`);
    return body;
  }

  /** Starts a job and waits for its end. */
  async job(method: string, path: string, body?: unknown): Promise<{ id: string; state: string; failure: { code: string } | null }> {
    const started = await this.ask<{ id?: string; jobId: string }>(method, path, body);
    if (started.status >= 300) throw new Error(`${method} ${path} answered ${started.status}: ${JSON.stringify(started.body)}`);
    for (;;) {
      const job = await this.get<{ state: string; failure: { code: string } | null }>(`/api/jobs/${started.body.jobId}`);
      if (!['waiting', 'running'].includes(job.state)) return { ...job, id: started.body.id ?? '' };
      await sleep(30);
    }
  }
}

export const owner = { name: 'Olha Melnyk', email: 'olha@granite.example', password: 'granite and coffee' };
