import { type FieldKind, flagKeys, tagMarks } from './classification-kinds.ts';
import { clockMetrics } from './clock-metrics.ts';
import { statusCategories } from './status-categories.ts';

/**
 * What a field holds. `reference`: ids; `tree`: ids of what may belong to another; `choice`: keys; `rank`: keys in an
 * order; `instant`: a moment; `number`; `switch`: yes or no; `text`: words in it.
 */
export type FieldShape = 'reference' | 'tree' | 'choice' | 'rank' | 'instant' | 'number' | 'switch' | 'text';

const chosen = ['any_of', 'none_of', 'empty', 'present'] as const;

/** What may be asked of each shape. */
export const opsOf = {
  reference: chosen,
  tree: ['under', ...chosen],
  choice: chosen,
  rank: [...chosen, 'at_least', 'at_most'],
  instant: ['before', 'after', 'within', 'empty', 'present'],
  number: ['min', 'max', 'equals', 'empty', 'present'],
  switch: ['is'],
  text: ['contains', 'empty', 'present'],
} as const satisfies Record<FieldShape, readonly string[]>;
export type FilterOp = (typeof opsOf)[FieldShape][number];

interface FieldFacts {
  shape: FieldShape;
  /**
   * The same whoever asks and whenever, until the ticket itself changes: what a scope or a promise may be made of. Of
   * an instant only whether there is one.
   */
  steady: boolean;
}

const steady = <S extends FieldShape>(shape: S) => ({ shape, steady: true }) as const;
const passing = <S extends FieldShape>(shape: S) => ({ shape, steady: false }) as const;

/** Everything that a filter may ask of a ticket, besides fields of one's own. */
export const filterFields = {
  status: steady('choice'),
  statusCategory: steady('choice'),
  /** Where it stands on the board of whoever has it. */
  stage: passing('choice'),
  /** Who wrote last to the other side: `customer` or `us`. */
  lastWriter: passing('choice'),
  priority: steady('rank'),
  type: steady('choice'),
  subject: steady('choice'),
  flag: steady('choice'),
  /** Any of its tags, and any of its requester's. */
  tag: steady('choice'),
  contactTag: steady('choice'),
  /** What its tags, or its requester's, say of it: a difficult customer, a critical case. */
  mark: passing('choice'),
  owner: steady('reference'),
  /** Teams that its owner is in. */
  ownerTeam: passing('reference'),
  department: steady('reference'),
  line: steady('reference'),
  requester: steady('reference'),
  organization: steady('tree'),
  /** Who looks after its organisation: account manager, customer success manager. */
  accountManager: passing('reference'),
  successManager: passing('reference'),
  channel: steady('choice'),
  channelAccount: steady('reference'),
  createdAt: passing('instant'),
  /** When anything was last written. */
  activityAt: passing('instant'),
  customerLastAt: passing('instant'),
  /** When the customer was last told anything. */
  ourLastAt: passing('instant'),
  firstAnswerAt: passing('instant'),
  resolvedAt: passing('instant'),
  closedAt: passing('instant'),
  /** Since when it is in its status. */
  statusSince: passing('instant'),
  /** The date that it was given. */
  dueAt: steady('instant'),
  /** When the clock that presses most is over. */
  clockDueAt: passing('instant'),
  clockState: passing('choice'),
  clockMetric: passing('choice'),
  /** The customer was told nothing for as long as the house allows. */
  noNews: passing('switch'),
  unread: passing('switch'),
  spam: passing('switch'),
  deliveryFailed: passing('switch'),
  /** Somebody wrote again after an earlier ticket of theirs was closed. */
  followUp: passing('switch'),
  notes: passing('number'),
  attachments: passing('number'),
  number: passing('number'),
  title: passing('text'),
  /** Words of its messages and notes. */
  text: passing('text'),
} as const satisfies Record<string, FieldFacts>;
export type BuiltInField = keyof typeof filterFields;

/** A field of one's own, by its key; its kind says what may be asked. */
export type OwnField = `field:${string}`;
export type FilterField = BuiltInField | OwnField;

export const ownFieldPrefix = 'field:';
export const isOwnField = (field: string): field is OwnField => field.startsWith(ownFieldPrefix);

/** What a field of one's own holds, by its kind. */
export const shapeOfKind: Record<FieldKind, FieldShape> = {
  text: 'text',
  long_text: 'text',
  url: 'text',
  number: 'number',
  money: 'number',
  date: 'instant',
  choice: 'choice',
  multiple: 'choice',
  person: 'reference',
  organization: 'reference',
  checkbox: 'switch',
};

/**
 * Stands for whoever asks: `owner`, `accountManager`, `successManager`; or for every department, team or organisation of
 * theirs: `department`, `ownerTeam`, `organization`.
 */
export const own = '@own';

/** The values of fields that are the product's own, and the same everywhere. */
export const fixedChoices = {
  stage: ['new', 'answered', 'your_turn', 'done'],
  lastWriter: ['customer', 'us'],
  clockState: ['running', 'paused', 'breached'],
  clockMetric: clockMetrics,
  mark: tagMarks,
  flag: flagKeys,
  channel: ['email', 'phone'],
  statusCategory: statusCategories,
} as const satisfies Partial<Record<BuiltInField, readonly string[]>>;
