import { describe, expect, it } from 'vitest';
import { timeInStatuses } from './time-in-status.ts';

const hour = 3_600_000;
const now = new Date('2026-11-21T12:00:00.000Z');
const interval = (
  key: string,
  category: 'open' | 'in_progress' | 'waiting_customer' | 'closed' | 'ignored',
  startedAt: string,
  endedAt: string | null,
) => ({
  status: { key, category },
  ownerId: null,
  ownerName: null,
  startedAt: `2026-11-21T${startedAt}:00.000Z`,
  endedAt: endedAt && `2026-11-21T${endedAt}:00.000Z`,
});

describe('timeInStatuses', () => {
  it('joins the visits of one status and lets the open one run up to now', () => {
    const { totalMs, statuses } = timeInStatuses(
      [
        interval('open', 'open', '08:00', '09:00'),
        interval('in_progress', 'in_progress', '09:00', '10:00'),
        interval('waiting_customer', 'waiting_customer', '10:00', '11:00'),
        interval('in_progress', 'in_progress', '11:00', null),
      ],
      now,
    );
    expect(totalMs).toBe(4 * hour);
    expect(statuses).toEqual([
      { statusKey: 'open', category: 'open', ms: hour, share: 0.25 },
      { statusKey: 'in_progress', category: 'in_progress', ms: 2 * hour, share: 0.5 },
      { statusKey: 'waiting_customer', category: 'waiting_customer', ms: hour, share: 0.25 },
    ]);
  });

  it('leaves out the time after closing or ignoring', () => {
    const { totalMs, statuses } = timeInStatuses(
      [
        interval('open', 'open', '08:00', '09:00'),
        interval('closed', 'closed', '09:00', null),
        interval('ignored', 'ignored', '10:00', null),
      ],
      now,
    );
    expect([totalMs, statuses.map(({ statusKey }) => statusKey)]).toEqual([hour, ['open']]);
  });

  it('has no shares to give when nothing lasted', () => {
    expect(timeInStatuses([], now)).toEqual({ totalMs: 0, statuses: [] });
    expect(timeInStatuses([interval('open', 'open', '12:00', null)], now).statuses[0]?.share).toBe(0);
  });

  it('counts an interval that begins ahead of this clock as nothing', () => {
    expect(timeInStatuses([interval('open', 'open', '12:30', null)], now).totalMs).toBe(0);
  });
});
