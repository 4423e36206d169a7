import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Announced, createAnnouncer } from './announcer.ts';

const reading = { ticketId: 'a', state: 'viewing' } as const;
const writing = { ticketId: 'a', state: 'writing_reply' } as const;
const next = { ticketId: 'b', state: 'viewing' } as const;

let said: Announced[] = [];
let answer: (() => void)[] = [];
const announcer = () =>
  createAnnouncer((announced) => {
    said.push(announced);
    return new Promise<void>((resolve) => answer.push(resolve));
  });

beforeEach(() => {
  vi.useFakeTimers();
  said = [];
  answer = [];
});
afterEach(() => {
  vi.useRealTimers();
});

it('says going from one ticket to the next once', async () => {
  const one = announcer();
  one.say(null);
  one.say(next);
  await vi.advanceTimersByTimeAsync(1);
  expect(said).toEqual([next]);
});

it('waits for the answer before it says more, and then says only the latest', async () => {
  const one = announcer();
  one.say(reading);
  await vi.advanceTimersByTimeAsync(1);
  one.say(writing);
  await vi.advanceTimersByTimeAsync(1);
  one.say(next);
  await vi.advanceTimersByTimeAsync(1);
  expect(said).toEqual([reading]);
  answer[0]?.();
  await vi.advanceTimersByTimeAsync(1);
  expect(said).toEqual([reading, next]);
});

it('goes on after a request that failed', async () => {
  let failures = 0;
  const one = createAnnouncer(() => {
    failures += 1;
    return Promise.reject(new Error('no network'));
  });
  one.say(reading);
  await vi.advanceTimersByTimeAsync(1);
  one.say(reading);
  await vi.advanceTimersByTimeAsync(1);
  expect(failures).toBe(2);
});

it('leaves at once when the page goes, whatever is under way', async () => {
  const one = announcer();
  one.say(reading);
  await vi.advanceTimersByTimeAsync(1);
  one.say(writing);
  one.leaveNow();
  await vi.advanceTimersByTimeAsync(1);
  expect(said).toEqual([reading, null]);
});
