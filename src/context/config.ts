/** Typed configuration, made of the environment and the command line. Fails at start, in plain words. */
import { existsSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import type { Env } from './env.ts';

export interface Config {
  /** The data folder: journal, metrics, runs and (by default) the embedded database. */
  dataDir: string;
  demo: boolean;
  host: string;
  port: number;
  /** What people type into the browser; guards cookies and origins. */
  publicUrl: string | null;
  databaseUrl: string | null;
  language: 'ru' | 'uk' | 'en';
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Where a program run as root keeps its database when the unprivileged database user cannot enter the data folder. */
  stateDir: string;
  /** How many threads measure; null for one per core. */
  threads: number | null;
}

/** A setting that cannot be used; the message says which and what would be right. */
export class ConfigError extends Error {}

const projectRoot = resolve(import.meta.dirname, '../..');

export function readConfig(
  env: Env,
  given: { data?: string | undefined; demo?: boolean; host?: string | undefined; port?: string | undefined },
): Config {
  const demo = given.demo ?? false;
  const data = given.data ?? env.CLIENTELE_DATA ?? join(projectRoot, 'data', demo ? 'demo' : 'company');
  const host = given.host ?? env.CLIENTELE_HOST ?? '127.0.0.1';
  return {
    dataDir: isAbsolute(data) ? data : resolve(data),
    demo,
    host,
    port: portOf(given.port ?? env.CLIENTELE_PORT ?? '4170'),
    publicUrl: env.CLIENTELE_URL === undefined ? null : urlOf('CLIENTELE_URL', env.CLIENTELE_URL, ['http:', 'https:']),
    databaseUrl: env.DATABASE_URL === undefined ? null : urlOf('DATABASE_URL', env.DATABASE_URL, ['postgres:', 'postgresql:']),
    language: languageOf(env.CLIENTELE_LANGUAGE),
    logLevel: oneOf('CLIENTELE_LOG', env.CLIENTELE_LOG ?? 'warn', ['debug', 'info', 'warn', 'error', 'silent'] as const),
    stateDir: env.CLIENTELE_STATE ?? '/var/lib/clientele',
    threads: env.CLIENTELE_THREADS === undefined ? null : threadsOf(env.CLIENTELE_THREADS),
  };
}

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new ConfigError(`The port must be a whole number from 0 to 65535, but CLIENTELE_PORT or --port says "${text}".`);
  return port;
}

function threadsOf(text: string): number {
  const threads = Number(text);
  if (!Number.isInteger(threads) || threads < 1 || threads > 1024)
    throw new ConfigError(`CLIENTELE_THREADS must be a whole number from 1 to 1024, but it is "${text}".`);
  return threads;
}

function urlOf(name: string, text: string, protocols: string[]): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !protocols.includes(url.protocol))
    throw new ConfigError(`${name} must be an address that begins with ${protocols.join(' or ')}//, but it is "${text}".`);
  return text;
}

function languageOf(text: string | undefined): Config['language'] {
  if (text !== undefined) return oneOf('CLIENTELE_LANGUAGE', text, ['ru', 'uk', 'en'] as const);
  const system = (process.env['LC_ALL'] ?? process.env['LC_MESSAGES'] ?? process.env['LANG'] ?? '').slice(0, 2);
  return system === 'ru' || system === 'uk' ? system : 'en';
}

function oneOf<const T extends string>(name: string, text: string, allowed: readonly T[]): T {
  const found = allowed.find((value) => value === text);
  if (found === undefined) throw new ConfigError(`${name} must be one of ${allowed.join(', ')}, but it is "${text}".`);
  return found;
}

/** Whether a data folder has been used before. */
export function isUsed(dataDir: string): boolean {
  return existsSync(join(dataDir, 'clientele.json'));
}
