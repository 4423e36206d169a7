import fastJson, { type AnySchema } from 'fast-json-stringify';
import { z } from 'zod';

type JsonSchema = Record<string, unknown>;

/**
 * `anyOf: [X, null]` → `X, nullable`: the serialiser then needs no validator at run time, which is most of the
 * cost of nullable fields.
 */
function preferNullable(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(preferNullable);
  if (typeof schema !== 'object' || schema === null) return schema;
  const node = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, preferNullable(value)]));
  const options = node['anyOf'];
  if (Array.isArray(options) && options.length === 2) {
    const rest = options.find((option) => (option as JsonSchema)['type'] !== 'null') as
      | JsonSchema
      | undefined;
    const hasNull = options.some((option) => (option as JsonSchema)['type'] === 'null');
    if (rest && hasNull && !('anyOf' in rest)) {
      const { anyOf: _, ...others } = node;
      // In a union of objects the values are checked, and null is one of them.
      const values = Array.isArray(rest['enum']) ? { enum: [...rest['enum'], null] } : {};
      return { ...others, ...rest, ...values, nullable: true };
    }
  }
  return node;
}

/**
 * Serialiser made from a response's zod schema: an undeclared field does not leave, and it costs about half of
 * zod's own encoding.
 */
export function createSerializer(schema: z.ZodType): (value: unknown) => string {
  const json = z.toJSONSchema(schema, {
    io: 'output',
    unrepresentable: 'any',
    reused: 'inline',
    target: 'draft-7',
  });
  return fastJson(preferNullable(json) as AnySchema);
}
