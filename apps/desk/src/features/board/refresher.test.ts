import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRefresher } from './refresher.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp(answers: (() => Promise<void>)[] = []) {
  const asked: string[][] = [];
  const onFailed = vi.fn();
  const refresher = createRefresher({
    joinMs: 100,
    onFailed,
    refresh: (ids) => {
      asked.push(ids);
      return answers.shift()?.() ?? Promise.resolve();
    },
  });
  return { asked, onFailed, refresher };
}

describe('refresher', () => {
  it('asks for the first change after a while as soon as what came with it is there, without repeats', async () => {
    const { asked, refresher } = setUp();
    refresher.add(['a']);
    refresher.add(['b', 'a']);
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(15);
    expect(asked).toEqual([['a', 'b']]);
    await vi.advanceTimersByTimeAsync(600);
    refresher.add(['c']);
    await vi.advanceTimersByTimeAsync(15);
    expect(asked).toEqual([['a', 'b'], ['c']]);
  });

  it('joins what keeps coming within 100 ms into one request', async () => {
    const { asked, refresher } = setUp();
    refresher.add(['a']);
    await vi.advanceTimersByTimeAsync(15);
    refresher.add(['b']);
    await vi.advanceTimersByTimeAsync(50);
    refresher.add(['c']);
    await vi.advanceTimersByTimeAsync(49);
    expect(asked).toEqual([['a']]);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toEqual([['a'], ['b', 'c']]);
  });

  it('waits a second after a great many', async () => {
    const { asked, refresher } = setUp();
    refresher.add(Array.from({ length: 20 }, (_, index) => String(index)));
    await vi.advanceTimersByTimeAsync(15);
    refresher.add(['a']);
    await vi.advanceTimersByTimeAsync(999);
    expect(asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked[1]).toEqual(['a']);
  });

  it('waits for an answer before it asks again, and asks for what changed meanwhile', async () => {
    let answer = () => {};
    const { asked, refresher } = setUp([() => new Promise<void>((resolve) => void (answer = resolve))]);
    refresher.add(['a']);
    await vi.advanceTimersByTimeAsync(100);
    refresher.add(['a']);
    await vi.advanceTimersByTimeAsync(500);
    expect(asked).toEqual([['a']]);
    answer();
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toEqual([['a'], ['a']]);
  });

  it('splits more than a hundred ids', async () => {
    const { asked, refresher } = setUp();
    refresher.add(Array.from({ length: 150 }, (_, index) => String(index)));
    await vi.advanceTimersByTimeAsync(100);
    expect(asked.map((ids) => ids.length)).toEqual([100, 50]);
  });

  it('tells of a failure and goes on with the next change', async () => {
    const { asked, onFailed, refresher } = setUp([() => Promise.reject(new Error('no network'))]);
    refresher.add(['a']);
    await vi.advanceTimersByTimeAsync(100);
    expect(onFailed).toHaveBeenCalledTimes(1);
    refresher.add(['b']);
    await vi.advanceTimersByTimeAsync(100);
    expect(asked).toEqual([['a'], ['b']]);
  });

  it('asks for nothing once stopped', async () => {
    const { asked, refresher } = setUp();
    refresher.add(['a']);
    refresher.stop();
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked).toEqual([]);
  });
});
