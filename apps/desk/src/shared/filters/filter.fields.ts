import type { FieldKind } from '@ventanilla/contracts/classification-kinds';
import {
  type BuiltInField,
  type FieldShape,
  type FilterField,
  type FilterOp,
  filterFields,
  isOwnField,
  opsOf,
  ownFieldPrefix,
  shapeOfKind,
} from '@ventanilla/contracts/filter-fields';
import { isNegatable } from './draft.rules.ts';

/** The fields as they are chosen from, what is asked most at the front of each group. */
export const fieldGroups = {
  ticket: [
    'status',
    'statusCategory',
    'priority',
    'type',
    'subject',
    'flag',
    'tag',
    'mark',
    'channel',
    'channelAccount',
    'number',
    'title',
    'text',
    'notes',
    'attachments',
  ],
  people: [
    'owner',
    'ownerTeam',
    'department',
    'line',
    'requester',
    'organization',
    'contactTag',
    'accountManager',
    'successManager',
  ],
  talk: ['lastWriter', 'stage', 'unread', 'noNews', 'deliveryFailed', 'followUp', 'spam'],
  times: [
    'clockDueAt',
    'clockState',
    'clockMetric',
    'dueAt',
    'createdAt',
    'activityAt',
    'customerLastAt',
    'ourLastAt',
    'firstAnswerAt',
    'resolvedAt',
    'closedAt',
    'statusSince',
  ],
} as const satisfies Record<string, readonly BuiltInField[]>;

interface OwnFieldFacts {
  key: string;
  kind: FieldKind;
}

/** What a field holds; of one's own by its kind, and text where it is not there any more. */
export function shapeOfField(field: FilterField, ownFields: readonly OwnFieldFacts[]): FieldShape {
  if (!isOwnField(field)) return filterFields[field].shape;
  const found = ownFields.find(({ key }) => `${ownFieldPrefix}${key}` === field);
  return found ? shapeOfKind[found.kind] : 'text';
}

/** An operation as it is chosen: `not:` before one that has no opposite of its own. */
export type OpChoice = FilterOp | `not:${FilterOp}`;

/** What may be asked of a field, and the other way round. */
export function opChoices(shape: FieldShape, field: FilterField): OpChoice[] {
  const ops: readonly FilterOp[] = opsOf[shape];
  const exact: readonly FilterOp[] = isOwnField(field) && shape === 'text' ? ['any_of', 'none_of'] : [];
  const all = [...ops, ...exact];
  const isOnlyOne = (op: FilterOp) => ['before', 'after', 'at_least', 'at_most', 'min', 'max'].includes(op);
  return [
    ...all,
    ...all.filter((op) => isNegatable(op) && !isOnlyOne(op)).map((op): OpChoice => `not:${op}`),
  ];
}

export const readOpChoice = (choice: OpChoice): { op: FilterOp; negated: boolean } =>
  choice.startsWith('not:')
    ? { op: choice.slice('not:'.length) as FilterOp, negated: true }
    : { op: choice as FilterOp, negated: false };

/** What is asked of a field at first. */
export function firstOp(shape: FieldShape): FilterOp {
  return opsOf[shape][0];
}
