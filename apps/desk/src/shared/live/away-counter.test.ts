import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createAwayCounter } from './away-counter.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  const told: number[] = [];
  const counter = createAwayCounter({
    settleMs: 100,
    onBack: (count) => told.push(count),
    onAway: () => undefined,
  });
  return { told, counter };
}

it('tells how many tickets changed meanwhile, each once', () => {
  const { told, counter } = setUp();
  counter.changed(['before']);
  counter.away();
  counter.back();
  counter.changed(['a', 'b']);
  counter.changed(['a']);
  vi.advanceTimersByTime(100);
  counter.changed(['later']);
  expect(told).toEqual([2]);
});

it('tells nothing at the first opening, and none where nothing changed', () => {
  const { told, counter } = setUp();
  counter.back();
  vi.advanceTimersByTime(100);
  expect(told).toEqual([]);
  counter.away();
  counter.back();
  vi.advanceTimersByTime(100);
  expect(told).toEqual([0]);
});

it('waits when the connection goes again at once', () => {
  const { told, counter } = setUp();
  counter.away();
  counter.back();
  counter.changed(['a']);
  counter.away();
  vi.advanceTimersByTime(500);
  expect(told).toEqual([]);
  counter.back();
  counter.changed(['b']);
  vi.advanceTimersByTime(100);
  expect(told).toEqual([2]);
});
