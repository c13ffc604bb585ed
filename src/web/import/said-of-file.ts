/** The choices in the import page's address for the files that will be dropped on it: their source and their kind. */
import type { SaidOfFile } from '../data/shapes.ts';

export const kinds = [
  'sales',
  'payments',
  'rates',
  'costs',
  'direct_costs',
  'events',
  'prices',
  'contracts',
] as const satisfies readonly SaidOfFile['kind'][];

const longestSourceName = 200;

export function readSaidOfFile(search: Record<string, unknown>): SaidOfFile {
  const source = search['source'];
  const kind = kinds.find((known) => known === search['kind']);
  return {
    ...(typeof source === 'string' && source.trim() !== '' ? { source: source.trim().slice(0, longestSourceName) } : {}),
    ...(kind === undefined ? {} : { kind }),
  };
}
