import { z } from 'zod';

/**
 * What a filter may ask of a ticket, and how its values are written. `reference`: ids; `choice`: keys; `presence`: only
 * whether there is one.
 */
export const filterFields = {
  owner: 'reference',
  department: 'reference',
  line: 'reference',
  requester: 'reference',
  organization: 'reference',
  channelAccount: 'reference',
  channel: 'choice',
  status: 'choice',
  statusCategory: 'choice',
  type: 'choice',
  subject: 'choice',
  priority: 'choice',
  flag: 'choice',
  /** Any of its tags, and any of its requester's. */
  tag: 'choice',
  contactTag: 'choice',
  dueAt: 'presence',
} as const satisfies Record<string, 'reference' | 'choice' | 'presence'>;

/** A field of one's own, by its key: that of a chosen option, or of several. */
export type OwnField = `field:${string}`;
export type FilterField = keyof typeof filterFields | OwnField;

/** Stands for whoever asks (`owner`) or for every department of theirs (`department`). */
export const own = '@own';
export const filterValuesMax = 200;
const depthMax = 8;
const nodesMax = 100;

const ownField = z.custom<OwnField>(
  (value) => typeof value === 'string' && /^field:[a-z0-9][a-z0-9_-]{0,59}$/.test(value),
);
const field = z.union([
  z.enum(Object.keys(filterFields) as [keyof typeof filterFields, ...(keyof typeof filterFields)[]]),
  ownField,
]);
const isChosen = (asked: FilterField) =>
  asked.startsWith('field:') || filterFields[asked as keyof typeof filterFields] !== 'presence';
const chosen = field.refine(isChosen, { message: 'only empty and present' });
const values = z.array(z.string().min(1).max(200)).min(1).max(filterValuesMax);
export const condition = z.discriminatedUnion('op', [
  z.object({ field: chosen, op: z.literal('any_of'), values }),
  /** Also where the field has no value. */
  z.object({ field: chosen, op: z.literal('none_of'), values }),
  z.object({ field, op: z.literal('empty') }),
  z.object({ field, op: z.literal('present') }),
]);
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
  (tree) => sizeOf(tree).depth <= depthMax && sizeOf(tree).nodes <= nodesMax,
  {
    message: `at most ${depthMax} deep and ${nodesMax} conditions`,
  },
);

function sizeOf(tree: Filter): { depth: number; nodes: number } {
  const parts = 'and' in tree ? tree.and : 'or' in tree ? tree.or : 'not' in tree ? [tree.not] : [];
  const sizes = parts.map(sizeOf);
  return {
    depth: 1 + Math.max(0, ...sizes.map(({ depth }) => depth)),
    nodes: 1 + sizes.reduce((sum, { nodes }) => sum + nodes, 0),
  };
}
