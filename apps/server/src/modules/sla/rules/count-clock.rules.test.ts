import type { ClockTarget } from '@ventanilla/contracts/sla';
import { describe, expect, it, test } from 'vitest';
import type { ClockMark } from '../../tickets/index.ts';
import { officeCalendar } from '../test-ground/office.ts';
import { countClock, type Promised } from './count-clock.rules.ts';
import { type Standing, spansOf, stretchesOf } from './spans.rules.ts';

const hourMs = 3_600_000;
/** Mexico City: Monday 2 March 2026, 9:00, is 15:00 UTC. */
const at = (text: string) => Date.parse(`2026-03-${text}:00.000-06:00`);
const live = { isLive: true };
const created = (text: string): ClockMark => ({ ...live, at: at(text), kind: 'created', category: 'open' });
const wrote = (text: string): ClockMark => ({ ...live, at: at(text), kind: 'customer' });
const answered = (text: string): ClockMark => ({ ...live, at: at(text), kind: 'us' });
const became = (
  text: string,
  category: 'waiting_customer' | 'in_progress' | 'closed' | 'ignored',
): ClockMark => ({
  ...live,
  at: at(text),
  kind: 'status',
  category,
});
const spam = (text: string, isSpam: boolean): ClockMark => ({ ...live, at: at(text), kind: 'spam', isSpam });
const arrived = (text: string) => [created(text), wrote(text)];

/** Nine to two and three to seven, Monday to Friday. */
const calendar = officeCalendar();
const shown = (instant: number | null) =>
  instant === null ? null : new Date(instant - 6 * hourMs).toISOString().slice(5, 16).replace('T', ' ');

function count(
  metric: 'first_response' | 'next_response' | 'resolution' | 'no_news',
  input: {
    marks: ClockMark[];
    now: string;
    target: ClockTarget;
    pausesIn?: Standing[];
    turn?: number;
    dueDate?: string;
  },
) {
  const span = spansOf(input.marks).find((one) => one.metric === metric && one.turn === (input.turn ?? 1));
  if (!span) return null;
  const promised: Promised = {
    target: input.target,
    warn: { fraction: 0.75 },
    pausesIn: new Set(input.pausesIn ?? []),
    calendar,
    dueDate: input.dueDate ? at(input.dueDate) : null,
  };
  const clock = countClock({ span, stretches: stretchesOf(input.marks), now: at(input.now) }, promised);
  return (
    clock && {
      state: clock.state,
      due: shown(clock.dueAt),
      warn: shown(clock.warnAt),
      usedHours: clock.usedMs / hourMs,
      breached: shown(clock.breachedAt),
    }
  );
}

const hours = (n: number): ClockTarget => ({ kind: 'business', ms: n * hourMs });

test.each<[string, ClockTarget, string, string | null]>([
  ['four business hours go over lunch', hours(4), '02T12:00', '03-02 17:00'],
  ['four business hours go over the night', hours(4), '02T17:00', '03-03 11:00'],
  ['business hours of a weekend begin on Monday', hours(1), '07T11:00', '03-09 10:00'],
  ['natural hours know no night', { kind: 'calendar', ms: 24 * hourMs }, '06T18:00', '03-07 18:00'],
  [
    'before the day ends is when it closes',
    { kind: 'end_of_day', cutOffMs: 2 * hourMs },
    '02T10:00',
    '03-02 19:00',
  ],
  [
    'after the cut-off it is the next day',
    { kind: 'end_of_day', cutOffMs: 2 * hourMs },
    '02T17:30',
    '03-03 19:00',
  ],
  ['two business days keep the hour', { kind: 'business_days', days: 2 }, '05T10:00', '03-09 10:00'],
  [
    'a business day from the night ends with that day',
    { kind: 'business_days', days: 1 },
    '02T22:00',
    '03-03 19:00',
  ],
])('%s', (_, target, begins, due) => {
  expect(count('first_response', { marks: arrived(begins), now: begins, target })).toMatchObject({ due });
});

test('a fixed date holds, whatever the ticket waits for, and without a date there is no clock', () => {
  const marks = [...arrived('02T10:00'), answered('02T10:30'), became('02T10:30', 'waiting_customer')];
  const input = {
    marks,
    now: '02T11:00',
    target: { kind: 'due_date' } as const,
    pausesIn: ['waiting_customer' as const],
  };
  expect(count('resolution', { ...input, dueDate: '02T16:00' })).toMatchObject({
    state: 'running',
    due: '03-02 16:00',
  });
  expect(count('resolution', input)).toBeNull();
});

describe('an answer', () => {
  it('keeps the promise before its hour, and at the hour or after it is late', () => {
    const ask = (answer: string) =>
      count('first_response', {
        marks: [...arrived('02T12:00'), answered(answer)],
        now: '04T12:00',
        target: hours(4),
      });
    expect(ask('02T16:59')).toMatchObject({ state: 'met', breached: null });
    expect(ask('02T17:00')).toMatchObject({ state: 'breached', breached: '03-02 17:00' });
    expect(ask('03T09:00')).toMatchObject({ state: 'breached', breached: '03-02 17:00', usedHours: 6 });
  });

  it('of nobody is none: what was imported or practised begins and keeps nothing', () => {
    const imported = arrived('02T10:00').map((mark) => ({ ...mark, isLive: false }));
    expect(spansOf(imported)).toEqual([]);
    const answeredBefore = { ...answered('02T11:00'), isLive: false };
    expect(spansOf([...arrived('02T10:00'), answeredBefore])).toContainEqual(
      expect.objectContaining({ metric: 'first_response', endedAt: null }),
    );
    expect(spansOf([...imported, wrote('02T12:00')])).toContainEqual(
      expect.objectContaining({ metric: 'next_response', startedAt: at('02T12:00') }),
    );
  });

  it('ends one turn, which began with the first of several messages; the next message begins another', () => {
    const marks = [
      ...arrived('02T10:00'),
      answered('02T11:00'),
      wrote('02T12:00'),
      wrote('02T13:00'),
      answered('02T13:30'),
      wrote('03T09:00'),
    ];
    expect(spansOf(marks).filter(({ metric }) => metric === 'next_response')).toEqual([
      { metric: 'next_response', turn: 1, startedAt: at('02T12:00'), endedAt: at('02T13:30'), isKept: true },
      { metric: 'next_response', turn: 2, startedAt: at('03T09:00'), endedAt: null, isKept: false },
    ]);
  });
});

describe('waiting for the customer', () => {
  const marks = [
    ...arrived('02T09:00'),
    answered('02T10:00'),
    became('02T10:00', 'waiting_customer'),
    wrote('05T12:00'),
    became('05T12:00', 'in_progress'),
  ];
  const input = { target: hours(8), pausesIn: ['waiting_customer' as const] };

  it('stops the clock, which has no hour meanwhile', () => {
    expect(count('resolution', { ...input, marks: marks.slice(0, 4), now: '04T12:00' })).toMatchObject({
      state: 'paused',
      due: null,
      usedHours: 1,
    });
  });

  it('gives it back all that was left, so that nothing escalates at once', () => {
    expect(count('resolution', { ...input, marks, now: '05T12:00' })).toMatchObject({
      state: 'running',
      breached: null,
      due: '03-06 10:00',
    });
  });
});

describe('an end that is undone', () => {
  it('closing keeps the promise of a solution; reopened, the time in between did not count', () => {
    const closed = [...arrived('02T09:00'), answered('02T10:00'), became('02T11:00', 'closed')];
    expect(count('resolution', { marks: closed, now: '02T12:00', target: hours(8) })).toMatchObject({
      state: 'met',
    });
    const reopened = [...closed, became('04T09:00', 'in_progress')];
    expect(count('resolution', { marks: reopened, now: '04T09:00', target: hours(8) })).toMatchObject({
      state: 'running',
      due: '03-04 16:00',
    });
  });

  it('ignoring cancels what waited; reopened, it waits anew from then', () => {
    const ignored = [...arrived('02T09:00'), became('02T18:00', 'ignored')];
    expect(count('first_response', { marks: ignored, now: '06T09:00', target: hours(20) })).toMatchObject({
      state: 'cancelled',
    });
    const reopened = [...ignored, became('04T09:00', 'in_progress')];
    expect(
      count('first_response', { marks: reopened, now: '04T09:00', target: hours(2), turn: 2 }),
    ).toMatchObject({
      state: 'running',
      due: '03-04 11:00',
    });
  });

  it('spam stands still until somebody says that it is none', () => {
    const aside = [created('02T09:00'), wrote('02T09:00'), spam('02T09:00', true)];
    expect(count('first_response', { marks: aside, now: '03T09:00', target: hours(2) })).toMatchObject({
      state: 'paused',
    });
    const back = [...aside, spam('03T10:00', false)];
    expect(count('first_response', { marks: back, now: '03T10:00', target: hours(2) })).toMatchObject({
      due: '03-03 12:00',
    });
  });
});

test('silence counts from our last word, and not while the ticket is closed', () => {
  const days: ClockTarget = { kind: 'business_days', days: 1 };
  const marks = [...arrived('02T09:00'), answered('03T10:00')];
  expect(count('no_news', { marks, now: '03T11:00', target: days })).toMatchObject({ due: '03-04 10:00' });
  expect(
    count('no_news', { marks: [...marks, became('03T12:00', 'closed')], now: '06T11:00', target: days }),
  ).toBeNull();
});
