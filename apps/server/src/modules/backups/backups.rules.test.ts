import { describe, expect, it } from 'vitest';
import { copiesToRemove, dueDay, isLate } from './backups.rules.ts';

const timeZone = 'America/Mexico_City';

describe('the day whose copy is due', () => {
  it.each([
    ['an hour before', '2026-03-02T07:00:00Z', '2026-03-01'],
    ['at the hour', '2026-03-02T08:00:00Z', '2026-03-02'],
    ['late on the same day', '2026-03-03T05:00:00Z', '2026-03-02'],
  ])('is told by the company’s clock: %s', (_, now, day) => {
    expect(dueDay({ now: new Date(now), hour: 2, timeZone })).toBe(day);
  });
});

describe('copies that may go', () => {
  const rule = {
    keepDaily: 3,
    keepWeekly: 2,
    keepMonthly: 2,
    timeZone,
    now: new Date('2026-03-31T12:00:00Z'),
  };
  /** A copy each day of the last 60 at 08:00 UTC, which is 02:00 there. */
  const daily = Array.from({ length: 60 }, (_, ago) => {
    const takenAt = new Date(Date.parse('2026-03-31T08:00:00Z') - ago * 86_400_000);
    return { id: takenAt.toISOString().slice(0, 10), takenAt };
  });

  it('are all but the newest of the last days, weeks and months', () => {
    const gone = copiesToRemove(daily, rule);
    const kept = daily.map(({ id }) => id).filter((id) => !gone.includes(id));
    // 31 March is a Tuesday: the newest of the week before is Sunday 29, which is among the days too.
    expect(kept).toEqual(['2026-03-31', '2026-03-30', '2026-03-29', '2026-02-28']);
  });

  it('are never those of the last day, nor the only one there is', () => {
    const old = { id: 'old', takenAt: new Date('2020-01-01T00:00:00Z') };
    expect(copiesToRemove([old], rule)).toEqual([]);
    const byHand = ['2026-03-31T09:00:00Z', '2026-03-31T10:00:00Z', '2026-03-31T11:00:00Z'].map((at) => ({
      id: at,
      takenAt: new Date(at),
    }));
    expect(copiesToRemove(byHand, rule)).toEqual([]);
  });
});

describe('lateness', () => {
  const now = new Date('2026-03-02T12:00:00Z');
  it.each([
    ['a copy of this morning', '2026-03-02T02:00:00Z', null, false],
    ['a copy of the day before yesterday', '2026-02-28T02:00:00Z', null, true],
    ['none, but the schedule is new', null, '2026-03-02T11:00:00Z', false],
    ['none since the schedule was turned on', null, '2026-02-01T00:00:00Z', true],
  ])('%s', (_, last, since, late) => {
    const input = { lastGoodAt: last ? new Date(last) : null, since: since ? new Date(since) : null, now };
    expect(isLate(input)).toBe(late);
  });
});
