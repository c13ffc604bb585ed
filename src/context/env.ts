/** The environment as strings. Every setting that the program reads is listed here, and in docs/operating.md. */
export interface Env {
  CLIENTELE_DATA?: string | undefined;
  CLIENTELE_HOST?: string | undefined;
  CLIENTELE_PORT?: string | undefined;
  CLIENTELE_URL?: string | undefined;
  CLIENTELE_LANGUAGE?: string | undefined;
  CLIENTELE_LOG?: string | undefined;
  CLIENTELE_STATE?: string | undefined;
  CLIENTELE_THREADS?: string | undefined;
  DATABASE_URL?: string | undefined;
}

export const envNames = [
  'CLIENTELE_DATA',
  'CLIENTELE_HOST',
  'CLIENTELE_PORT',
  'CLIENTELE_URL',
  'CLIENTELE_LANGUAGE',
  'CLIENTELE_LOG',
  'CLIENTELE_STATE',
  'CLIENTELE_THREADS',
  'DATABASE_URL',
] as const satisfies readonly (keyof Env)[];

export function readEnv(from: NodeJS.ProcessEnv = process.env): Env {
  return Object.fromEntries(envNames.map((name) => [name, from[name] || undefined]));
}
