import type { FilterField, FilterOp } from '@ventanilla/contracts/filter-fields';
import type { Condition, Filter } from '@ventanilla/contracts/filters';

/** A condition as somebody is making it: what it asks for may still be missing. */
export interface DraftCondition {
  kind: 'condition';
  id: number;
  field: FilterField;
  op: FilterOp;
  /** It must not be so. Only of what has no operation for that. */
  negated: boolean;
  /** Ids or keys, for operations that take them. */
  values: string[];
  /** A moment, a period, words or a number, as they are written; `''`: nothing yet. */
  text: string;
  is: boolean;
}
export interface DraftGroup {
  kind: 'group';
  id: number;
  join: 'and' | 'or';
  negated: boolean;
  parts: DraftPart[];
}
/** `nothing`: no ticket at all, which a text may say. */
export type DraftPart = DraftCondition | DraftGroup | { kind: 'nothing'; id: number };

let lastId = 0;
const newId = () => (lastId += 1);

const opposites: Partial<Record<FilterOp, FilterOp>> = {
  any_of: 'none_of',
  none_of: 'any_of',
  empty: 'present',
  present: 'empty',
};
/** Operations that are not asked the other way by another operation, and so by a sign before them. */
export const isNegatable = (op: FilterOp): boolean => !(op in opposites) && op !== 'is';

export function newCondition(field: FilterField, op: FilterOp): DraftCondition {
  return { kind: 'condition', id: newId(), field, op, negated: false, values: [], text: '', is: true };
}

export function newGroup(join: 'and' | 'or', parts: DraftPart[] = []): DraftGroup {
  return { kind: 'group', id: newId(), join, negated: false, parts };
}

/** A filter to be edited; the outermost is always a group. */
export function draftOf(tree: Filter): DraftGroup {
  const part = partOf(tree);
  return part.kind === 'group' && !part.negated ? part : newGroup('and', [part]);
}

function partOf(tree: Filter): DraftPart {
  if ('and' in tree) return newGroup('and', tree.and.map(partOf));
  if ('or' in tree)
    return tree.or.length === 0 ? { kind: 'nothing', id: newId() } : newGroup('or', tree.or.map(partOf));
  if ('not' in tree) return negate(partOf(tree.not));
  const draft = newCondition(tree.field, tree.op);
  if ('values' in tree) draft.values = [...tree.values];
  else if ('moment' in tree) draft.text = tree.moment;
  else if ('period' in tree) draft.text = tree.period;
  else if ('number' in tree) draft.text = String(tree.number);
  else if ('value' in tree) draft.is = tree.value;
  else if ('text' in tree) draft.text = tree.text;
  return draft;
}

function negate(part: DraftPart): DraftPart {
  if (part.kind === 'nothing') return newGroup('and');
  if (part.kind === 'group') return { ...part, negated: !part.negated };
  const opposite = opposites[part.op];
  if (opposite) return { ...part, op: opposite };
  return part.op === 'is' ? { ...part, is: !part.is } : { ...part, negated: !part.negated };
}

/** What a draft asks for; conditions that are not whole yet ask for nothing. */
export function filterOf(root: DraftGroup): Filter {
  const parts = root.parts.flatMap((part) => treeOf(part) ?? []);
  return root.join === 'or' && parts.length > 0 ? { or: parts } : { and: parts };
}

/** One part of a filter; null while it is not whole. */
export function treeOf(part: DraftPart): Filter | null {
  if (part.kind === 'nothing') return { or: [] };
  const tree = part.kind === 'group' ? groupTree(part) : conditionOf(part);
  return tree && part.negated ? { not: tree } : tree;
}

function groupTree({ join, parts }: DraftGroup): Filter | null {
  const trees = parts.flatMap((part) => treeOf(part) ?? []);
  if (trees.length === 0) return null;
  return join === 'and' ? { and: trees } : { or: trees };
}

const withNumber = new Set<FilterOp>(['min', 'max', 'equals']);

/** The condition, once it has what it asks for. */
export function conditionOf({ field, op, values, text, is }: DraftCondition): Condition | null {
  const asked = text.trim();
  switch (op) {
    case 'empty':
    case 'present':
      return { field, op };
    case 'is':
      return { field, op, value: is };
    case 'before':
    case 'after':
      return asked === '' ? null : { field, op, moment: asked };
    case 'within':
      return asked === '' ? null : { field, op, period: asked };
    case 'contains':
      return asked === '' ? null : { field, op, text: asked };
    case 'at_least':
    case 'at_most':
      return values[0] === undefined ? null : { field, op, values: [values[0]] };
    case 'min':
    case 'max':
    case 'equals':
      return asked === '' || !Number.isFinite(Number(asked)) ? null : { field, op, number: Number(asked) };
    default:
      return values.length === 0 ? null : { field, op, values };
  }
}

/** Another operation: what was given for the one before stays where it still means something. */
export function withOp(draft: DraftCondition, op: FilterOp, negated: boolean): DraftCondition {
  const sameText =
    op === draft.op ||
    (withNumber.has(op) && withNumber.has(draft.op)) ||
    (['before', 'after'].includes(op) && ['before', 'after'].includes(draft.op));
  const values = op === 'at_least' || op === 'at_most' ? draft.values.slice(0, 1) : draft.values;
  return { ...draft, op, negated, values, text: sameText ? draft.text : '' };
}

/** The same tree with one part changed, or taken away where `change` answers null. */
export function changePart(
  group: DraftGroup,
  id: number,
  change: (part: DraftPart) => DraftPart | null,
): DraftGroup {
  const parts = group.parts.flatMap((part): DraftPart[] => {
    if (part.id === id) {
      const changed = change(part);
      return changed ? [changed] : [];
    }
    return [part.kind === 'group' ? changePart(part, id, change) : part];
  });
  return { ...group, parts };
}

/** Puts a part at the end of a group. */
export function addPart(root: DraftGroup, groupId: number, part: DraftPart): DraftGroup {
  if (root.id === groupId) return { ...root, parts: [...root.parts, part] };
  return changePart(root, groupId, (group) =>
    group.kind === 'group' ? { ...group, parts: [...group.parts, part] } : group,
  );
}

/**
 * A part one place up or down: into a group that stands there, and out of its own at the end of it. The same tree
 * where it can go no further.
 */
export function movePart(root: DraftGroup, id: number, by: 1 | -1): DraftGroup {
  const at = root.parts.findIndex((part) => part.id === id);
  const moved = root.parts[at];
  if (moved) return moveAmong(root, { at, by, moved });
  const parts: DraftPart[] = [];
  for (const part of root.parts) {
    if (part.kind !== 'group') {
      parts.push(part);
      continue;
    }
    const index = part.parts.findIndex((one) => one.id === id);
    const leaving = part.parts[index];
    const isAtEdge = leaving && (by === 1 ? index === part.parts.length - 1 : index === 0);
    if (leaving && isAtEdge) {
      const rest = { ...part, parts: part.parts.filter((one) => one.id !== id) };
      parts.push(...(by === 1 ? [rest, leaving] : [leaving, rest]));
    } else parts.push(movePart(part, id, by));
  }
  return { ...root, parts };
}

function moveAmong(
  group: DraftGroup,
  { at, by, moved }: { at: number; by: 1 | -1; moved: DraftPart },
): DraftGroup {
  const neighbour = group.parts[at + by];
  if (!neighbour) return group;
  const rest = group.parts.filter((part) => part !== moved);
  if (neighbour.kind === 'group' && moved.kind !== 'group') {
    const parts = by === 1 ? [moved, ...neighbour.parts] : [...neighbour.parts, moved];
    return { ...group, parts: rest.map((part) => (part === neighbour ? { ...neighbour, parts } : part)) };
  }
  return { ...group, parts: rest.toSpliced(at + by, 0, moved) };
}
