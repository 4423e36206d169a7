import type { TriageItem, TriageQueue } from '@ventanilla/contracts/triage';
import { describe, expect, test } from 'vitest';
import { reasonsOf, withoutStep, withStep } from './queue.rules.ts';

const item = (id: string, skippedAt: string | null = null) =>
  ({ id, skippedAt, card: { id } }) as unknown as TriageItem;
const at = '2026-03-02T15:00:00.000Z';
const queue = (items: TriageItem[]): TriageQueue =>
  ({
    items,
    count: { value: items.length, capped: false },
    done: [],
    round: {
      day: '2026-03-02',
      pausedAt: null,
      doneCount: 4,
      answeredCount: 1,
      skippedCount: 1,
      paceMs: null,
    },
  }) as unknown as TriageQueue;
const ids = ({ items }: TriageQueue) => items.map(({ id }) => id).join(' ');

describe('a step', () => {
  const [a, b, c] = [item('a'), item('b'), item('c', at)];

  test.each([
    ['settled', 'b c', { doneCount: 5, answeredCount: 1, skippedCount: 1 }, 2],
    ['answered', 'b c', { doneCount: 5, answeredCount: 2, skippedCount: 1 }, 2],
    ['skipped', 'b c a', { doneCount: 4, answeredCount: 1, skippedCount: 2 }, 3],
  ] as const)(
    '%s: what stays and how it is counted, and all of it as it was when it is taken back',
    (outcome, order, round, count) => {
      const before = queue([a, b, c]);
      const after = withStep(before, { item: a, outcome, at });
      expect(ids(after)).toBe(order);
      expect(after.round).toMatchObject(round);
      expect(after.count.value).toBe(count);
      expect(withoutStep(after, { item: a, outcome, place: 0 })).toEqual(before);
    },
  );

  test('one that was skipped is counted once, however often it is skipped', () => {
    expect(withStep(queue([c, a]), { item: c, outcome: 'skipped', at }).round.skippedCount).toBe(1);
    const settled = withStep(queue([c, a]), { item: c, outcome: 'settled', at });
    expect(settled.round.skippedCount).toBe(0);
    expect(withoutStep(settled, { item: c, outcome: 'settled', place: 0 })).toEqual(queue([c, a]));
  });
});

test('reasons are told by their points, most first, and none that adds nothing', () => {
  const points = {
    clock: 3,
    priority: 30,
    waiting: 0,
    messages: 0.2,
    age: 8,
    marks: 0,
    noNews: 0,
    unowned: 5,
  };
  expect(reasonsOf({ points })).toEqual(['priority', 'age', 'unowned', 'clock']);
});
