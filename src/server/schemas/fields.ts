/** The fields of a scorecard as requests and answers have them: made of the one list, core/differentiate/fields.ts. */
import { z } from '@hono/zod-openapi';
import {
  apiName,
  type ApiName,
  type FieldName,
  type Fields,
  fields,
  type FieldsWith,
  fieldsWith,
  type RecordedFields,
} from '../../core/differentiate/fields.ts';
import type { FieldFilters } from '../../records/customers/list.ts';
import { isoDate, minor } from './common.ts';

type Shape<Name extends FieldName> = { [F in Name as ApiName<F>]: z.ZodType<RecordedFields[F], RecordedFields[F]> };

/** Of an answer, by the names in JSON. */
export function shapeOf<Name extends FieldName>(names: readonly Name[]): Shape<Name> {
  return Object.fromEntries(names.map((name) => [apiName(name), valueOf(name)])) as unknown as Shape<Name>;
}

function valueOf(name: FieldName): z.ZodType {
  const field = fields[name];
  const value = typeof field.of === 'string' ? kinds[field.of] : z.enum(field.of);
  return 'mayLack' in field || ('needsValues' in field && field.of !== 'flag') ? value.nullable() : value;
}

const kinds = {
  money: minor,
  units: minor,
  count: z.number(),
  permille: z.number(),
  change_permille: z.number(),
  probability: z.number(),
  day: isoDate,
  flag: z.boolean(),
};

type Filter = FieldsWith<{ filter: true }>;
type Asked<F extends Filter> = Fields[F]['of'] extends readonly (infer Word)[] ? Word : 'true';
type Filters = { [F in Filter as ApiName<F>]: z.ZodOptional<z.ZodType<Asked<F>, Asked<F>>> };

/** Of a question for the list: a word of a class, or that it is so. */
export const filters = Object.fromEntries(
  fieldsWith({ filter: true }).map((name) => {
    const { of } = fields[name];
    return [apiName(name), z.enum(typeof of === 'string' ? ['true'] : of).optional()];
  }),
) as unknown as Filters;

export function filtersAsked(query: { [F in Filter as ApiName<F>]?: Asked<F> | undefined }): FieldFilters {
  const askedOf: Readonly<Record<string, string | undefined>> = query;
  return Object.fromEntries(
    fieldsWith({ filter: true }).map((name) => {
      const asked = askedOf[apiName(name)];
      return [name, asked === 'true' ? true : asked];
    }),
  );
}
