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
    // What is named elsewhere (a tree) has its type there, and `nullable` asks for one beside it.
    if (rest && hasNull && !('anyOf' in rest) && !('$ref' in rest)) {
      const { anyOf: _, ...others } = node;
      // In a union of objects the values are checked, and null is one of them.
      const values = Array.isArray(rest['enum']) ? { enum: [...rest['enum'], null] } : {};
      return { ...others, ...rest, ...values, nullable: true };
    }
  }
  return node;
}

type Serialize = (value: unknown) => string;

const made = new WeakMap<z.ZodType, Serialize>();

/**
 * Serialiser made from a response's zod schema: an undeclared field does not leave, and it costs about half of
 * zod's own encoding. Made when first asked for and then kept: all of them together cost half a second of a start.
 */
export function serializerOf(schema: z.ZodType): Serialize {
  const known = made.get(schema);
  if (known) return known;
  const json = z.toJSONSchema(schema, {
    io: 'output',
    unrepresentable: 'any',
    reused: 'inline',
    target: 'draft-7',
  });
  const serialize = fastJson(preferNullable(json) as AnySchema);
  made.set(schema, serialize);
  return serialize;
}
