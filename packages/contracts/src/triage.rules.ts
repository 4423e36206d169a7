import type { tagMarks } from './classification-kinds.ts';

/**
 * What makes a ticket come before another. `clock`: what is left of its promise; `priority`: how urgent it is;
 * `waiting`: how long the customer has waited for a word; `messages`: how often they wrote meanwhile; `age`: how long it
 * is open; `marks`: a critical case, a difficult customer; `noNews`: the customer was told nothing for too long;
 * `unowned`: nobody has it.
 */
export const triageFactors = [
  'clock',
  'priority',
  'waiting',
  'messages',
  'age',
  'marks',
  'noNews',
  'unowned',
] as const;
export type TriageFactor = (typeof triageFactors)[number];

/** Points that each factor gives at most. */
export const triageWeightMax = 100;
export type TriageWeights = Record<TriageFactor, number>;

/** What holds until an administrator says otherwise. */
export const defaultTriageWeights: TriageWeights = {
  clock: 40,
  priority: 30,
  waiting: 20,
  messages: 10,
  age: 10,
  marks: 15,
  noNews: 15,
  unowned: 5,
};

/** Where each factor is full. */
export const triageHorizons = {
  /** A promise begins to press so many hours before it is due, and presses most when it is as late. */
  clockHours: 8,
  /** How far a promise presses in the moment in which it is due. */
  clockAtDue: 0.8,
  waitingHours: 24,
  ageDays: 7,
  /** Messages without an answer. */
  messages: 4,
  /** A priority that nobody has set is taken for one in the middle. */
  unknownPriority: 0.5,
  difficultCustomer: 0.5,
} as const;

type TagMark = (typeof tagMarks)[number];

/** Of one ticket, everything that its place depends on; instants are ISO 8601. */
export interface TriageFacts {
  /** From 0, the calmest, to one less than `priorityCount`; null: nobody has said. */
  priorityRank: number | null;
  priorityCount: number;
  /** When the promise that presses most is due; null: none runs. */
  clockDueAt: string | null;
  /** Since when the customer waits for a word; null: ours was the last. */
  waitingSince: string | null;
  /** What the customer wrote since our last word. */
  unansweredCount: number;
  createdAt: string;
  marks: readonly TagMark[];
  noNews: boolean;
  isOwned: boolean;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const within01 = (value: number) => Math.min(1, Math.max(0, value));

/** How far each factor holds for a ticket, from 0 to 1. */
export function triageLevels(facts: TriageFacts, now: Date): Record<TriageFactor, number> {
  const since = (at: string) => now.getTime() - Date.parse(at);
  const { waitingHours, ageDays, messages } = triageHorizons;
  return {
    clock: facts.clockDueAt === null ? 0 : clockLevel(since(facts.clockDueAt) / hourMs),
    priority: priorityLevel(facts),
    waiting: facts.waitingSince === null ? 0 : within01(since(facts.waitingSince) / hourMs / waitingHours),
    messages: within01((facts.unansweredCount - 1) / (messages - 1)),
    age: within01(since(facts.createdAt) / dayMs / ageDays),
    marks: markLevel(facts.marks),
    noNews: facts.noNews ? 1 : 0,
    unowned: facts.isOwned ? 0 : 1,
  };
}

/** Rises evenly until the hour, and more slowly after it. */
function clockLevel(lateHours: number): number {
  const { clockHours, clockAtDue } = triageHorizons;
  if (lateHours <= 0) return clockAtDue * within01(1 + lateHours / clockHours);
  return clockAtDue + (1 - clockAtDue) * within01(lateHours / clockHours);
}

function priorityLevel({ priorityRank, priorityCount }: TriageFacts): number {
  if (priorityRank === null) return triageHorizons.unknownPriority;
  return priorityCount > 1 ? within01(priorityRank / (priorityCount - 1)) : 1;
}

function markLevel(marks: TriageFacts['marks']): number {
  if (marks.includes('critical_case')) return 1;
  return marks.includes('difficult_customer') ? triageHorizons.difficultCustomer : 0;
}

export interface TriageScore {
  /** The sum of its points. */
  score: number;
  /** What each factor adds, in points. */
  points: Record<TriageFactor, number>;
}

/** The formula: each factor adds its weight as far as it holds. */
export function triageScore(facts: TriageFacts, weights: TriageWeights, now: Date): TriageScore {
  const levels = triageLevels(facts, now);
  const points = Object.fromEntries(
    triageFactors.map((factor) => [factor, weights[factor] * levels[factor]]),
  ) as Record<TriageFactor, number>;
  return { points, score: triageFactors.reduce((sum, factor) => sum + points[factor], 0) };
}

export interface Ranked {
  id: string;
  facts: TriageFacts;
}

/** Most points first; of as many, the older ticket, and then by id, so that the order is always one and the same. */
export function rankTriage<T extends Ranked>(
  items: readonly T[],
  weights: TriageWeights,
  now: Date,
): (T & TriageScore)[] {
  return items
    .map((item) => ({ ...item, ...triageScore(item.facts, weights, now) }))
    .sort(
      (a, b) =>
        b.score - a.score ||
        Date.parse(a.facts.createdAt) - Date.parse(b.facts.createdAt) ||
        (a.id < b.id ? -1 : 1),
    );
}

/** Where somebody who does not agree with the order wants a ticket for the rest of their day. */
export const triagePlacements = ['up', 'down', 'last'] as const;
export type TriagePlacement = (typeof triagePlacements)[number];

/** So many places further down. */
export const triageDownBy = 10;

export interface Placed {
  placement: TriagePlacement | null;
  /** When it was sent to the end; null: it was not. */
  skippedAt: string | null;
}

/**
 * The queue as one person sees it, from the ranked one: first what they sent up, then the rest with what they sent down
 * so many places later, then what goes last, and at the end what they skipped, in the order in which they did.
 */
export function arrangeTriage<T extends Placed>(ranked: readonly T[]): T[] {
  const present = ranked.filter(({ skippedAt }) => skippedAt === null);
  const placed = (placement: TriagePlacement | null) =>
    present.filter((item) => item.placement === placement);
  const middle = placed(null);
  for (const item of placed('down')) middle.splice(placeBelow(item, ranked, middle), 0, item);
  const skipped = ranked
    .filter(({ skippedAt }) => skippedAt !== null)
    .sort((a, b) => Date.parse(a.skippedAt!) - Date.parse(b.skippedAt!));
  return [...placed('up'), ...middle, ...placed('last'), ...skipped];
}

/** Behind as many as its rank puts before it, and then some. */
function placeBelow<T>(item: T, ranked: readonly T[], middle: readonly T[]): number {
  const before = new Set(ranked.slice(0, ranked.indexOf(item)));
  return Math.min(middle.length, middle.filter((one) => before.has(one)).length + triageDownBy);
}
