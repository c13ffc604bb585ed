/** What a person is told of a shape: names of messages and what stands in them. The sentences are in messages/. */
import type { Evidence } from '../assumptions/assumption.ts';
import type { ShapeName } from './shape.ts';

export interface Said {
  message: string;
  inputs: Record<string, string>;
}

/** What the table is, then what speaks for it and what to beware of. */
export function sayShape({ name, evidence }: { name: ShapeName; evidence: readonly Evidence[] }): Said[] {
  return [{ message: `shape_${name}`, inputs: {} }, ...evidence.filter(({ code }) => code !== name).map(({ code, detail }) => ({ message: `shape_evidence_${code}`, inputs: detail }))];
}

/** What a person may answer: "sales", "payments", the shape itself, or as it stands. */
export function sayShapeOption(option: string): Said {
  return { message: `shape_option_${option === 'sales' || option === 'payments' || option === 'as_it_stands' ? option : 'reshaped'}`, inputs: {} };
}
