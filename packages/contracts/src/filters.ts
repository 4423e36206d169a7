import { z } from 'zod';
import {
  type FieldShape,
  type FilterField,
  type FilterOp,
  filterFields,
  isOwnField,
  opsOf,
} from './filter-fields.ts';
import { isNamedPeriod, readDays, readMoment } from './filter-moments.ts';

export { own } from './filter-fields.ts';
export const filterValuesMax = 200;
export const filterTextMax = 200;
const depthMax = 8;
const nodesMax = 100;
/** Characters of a filter as JSON: what an address holds, and what a board of fifty of them is still read with at once. */
export const filterJsonMax = 12_000;

const isField = (name: string) =>
  Object.hasOwn(filterFields, name) || /^field:[a-z0-9][a-z0-9_-]{0,59}$/.test(name);
/** A name out of the registry, or `field:` with the key of a field of one's own. */
const field = z
  .string()
  // Nothing is asked further of what is no field: there is nothing to know of it.
  .refine((name) => isField(name), { message: 'no field', abort: true }) as unknown as z.ZodType<FilterField>;

/** Whether this may be asked of a field; of one's own it depends on its kind, which a tree does not say. */
export function isAskable(asked: FilterField, op: FilterOp): boolean {
  if (isOwnField(asked)) return true;
  return (
    Object.hasOwn(filterFields, asked) && (opsOf[filterFields[asked].shape] as readonly string[]).includes(op)
  );
}

const moment = z
  .string()
  .max(24)
  .refine((text) => readMoment(text) !== null, { message: 'no moment' });
const period = z
  .string()
  .max(24)
  .refine((text) => isNamedPeriod(text) || readDays(text) !== null, { message: 'no period' });
const value = z.string().min(1).max(200);
const number = z.number().min(-1e15).max(1e15);

export const condition = z
  .discriminatedUnion('op', [
    z.object({ field, op: z.literal('any_of'), values: z.array(value).min(1).max(filterValuesMax) }),
    /** Also where the field has no value. */
    z.object({ field, op: z.literal('none_of'), values: z.array(value).min(1).max(filterValuesMax) }),
    /** One of them, or what belongs to one of them. */
    z.object({ field, op: z.literal('under'), values: z.array(value).min(1).max(filterValuesMax) }),
    z.object({ field, op: z.literal('empty') }),
    z.object({ field, op: z.literal('present') }),
    /** Of what has an order, this or more; this or less. */
    z.object({ field, op: z.literal('at_least'), values: z.array(value).length(1) }),
    z.object({ field, op: z.literal('at_most'), values: z.array(value).length(1) }),
    z.object({ field, op: z.literal('before'), moment }),
    /** At that moment, or later. */
    z.object({ field, op: z.literal('after'), moment }),
    z.object({ field, op: z.literal('within'), period }),
    z.object({ field, op: z.literal('min'), number }),
    z.object({ field, op: z.literal('max'), number }),
    z.object({ field, op: z.literal('equals'), number }),
    z.object({ field, op: z.literal('is'), value: z.boolean() }),
    z.object({ field, op: z.literal('contains'), text: z.string().trim().min(1).max(filterTextMax) }),
  ])
  .refine((one) => isAskable(one.field, one.op), { message: 'not asked of this field' });
export type Condition = z.infer<typeof condition>;
export type Filter = Condition | { and: Filter[] } | { or: Filter[] } | { not: Filter };

const node: z.ZodType<Filter> = z.lazy(() =>
  z.union([
    condition,
    z.strictObject({ and: z.array(node).max(nodesMax) }),
    z.strictObject({ or: z.array(node).max(nodesMax) }),
    z.strictObject({ not: node }),
  ]),
);

/** An empty `and` is everything, an empty `or` nothing. */
export const filter = node.refine(
  (tree) => {
    const { depth, nodes } = sizeOf(tree);
    return depth <= depthMax && nodes <= nodesMax && JSON.stringify(tree).length <= filterJsonMax;
  },
  { message: `at most ${depthMax} deep, ${nodesMax} conditions and ${filterJsonMax} characters` },
);

/** One whose answer changes only with the ticket, so that it may decide what is promised or seen. */
export const steadyFilter = filter.refine((tree) => conditionsOf(tree).every(isSteady), {
  message: 'moments, words and the reader’s own things are not asked here',
});

/** What an own field of any kind may be asked for ever: its choices, and whether it has a value. */
const steadyOps: readonly FilterOp[] = ['any_of', 'none_of', 'empty', 'present', 'at_least', 'at_most'];

function isSteady({ field: asked, op }: Condition): boolean {
  return steadyOps.includes(op) && (isOwnField(asked) || filterFields[asked].steady);
}

/** Every condition of a tree, in order. */
export function conditionsOf(tree: Filter): Condition[] {
  if ('and' in tree) return tree.and.flatMap(conditionsOf);
  if ('or' in tree) return tree.or.flatMap(conditionsOf);
  return 'not' in tree ? conditionsOf(tree.not) : [tree];
}

/** Whether the answer may change by the mere passing of time. */
export function isRelative(tree: Filter): boolean {
  return conditionsOf(tree).some(
    (one) =>
      ('moment' in one && !/^\d{4}/.test(one.moment)) || ('period' in one && !/^\d{4}/.test(one.period)),
  );
}

export const shapeOf = (asked: FilterField): FieldShape | null =>
  isOwnField(asked) ? null : filterFields[asked].shape;

function sizeOf(tree: Filter): { depth: number; nodes: number } {
  const parts = 'and' in tree ? tree.and : 'or' in tree ? tree.or : 'not' in tree ? [tree.not] : [];
  const sizes = parts.map(sizeOf);
  return {
    depth: 1 + Math.max(0, ...sizes.map(({ depth }) => depth)),
    nodes: 1 + sizes.reduce((sum, { nodes }) => sum + nodes, 0),
  };
}
