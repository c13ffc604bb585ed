/** JSON files that people hand to commands: what is wrong in one is said with its place, before any folder is opened. */
import { existsSync, readFileSync } from 'node:fs';
import { type CostModel, spreads } from '../core/differentiate/costing/model.ts';
import { factNames } from '../facts/kinds.ts';
import { columnMeanings } from '../facts/row/meanings.ts';
import type { Mapping } from '../facts/row/reading.ts';
import { CommandFailed, exitCodes } from './io.ts';

/** As `clientele costs model` prints them. */
export async function costModelsIn(path: string): Promise<CostModel[]> {
  const { z } = await import('zod');
  const shape = z
    .array(
      z.object({
        from: z.string(),
        pools: z.array(
          z.object({ name: z.string(), spread: z.enum(spreads), capacityMinutes: z.number().nullable(), winning: z.boolean().optional() }),
        ),
        activities: z.array(z.object({ name: z.string(), pool: z.string(), event: z.string(), equation: z.string() })),
        practicalPermille: z.int(),
        creditPermille: z.int(),
      }),
    )
    .min(1);
  const json = jsonIn(path, (message) => `${path} cannot be read as JSON: ${message}`);
  const read = shape.safeParse(json);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new CommandFailed(exitCodes.usage, `${path}: ${issue!.path.join('.')} ${issue!.message}`);
}

/** As `clientele import --json` prints it without --yes: alone, or as `mapping` of the whole report. */
export async function mappingIn(path: string): Promise<Mapping> {
  const { z } = await import('zod');
  const shape = z.object({
    kind: z.enum(factNames),
    columns: z.array(z.object({ index: z.int(), heading: z.string(), meaning: z.enum(columnMeanings) })),
    dateOrder: z.enum(['dmy', 'mdy', 'ymd']),
    currency: z.string(),
    vatIncludedRate: z.number(),
    answers: z.record(z.string(), z.string()).optional(),
  });
  if (!existsSync(path)) throw new CommandFailed(exitCodes.usage, `--mapping: no file ${path}`);
  const json = jsonIn(path, (message) => `--mapping: ${path} is not JSON: ${message}`);
  const read = shape.safeParse(typeof json === 'object' && json !== null && 'mapping' in json ? json.mapping : json);
  if (!read.success) throw new CommandFailed(exitCodes.usage, `--mapping: ${path}: ${z.prettifyError(read.error)}`);
  return read.data;
}

function jsonIn(path: string, unreadable: (message: string) => string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new CommandFailed(exitCodes.usage, unreadable(error instanceof Error ? error.message : String(error)));
  }
}
