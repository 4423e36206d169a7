import type { NoticeChoices } from '@ventanilla/contracts/notification.rules';
import { describe, expect, test } from 'vitest';
import { nextMailAt, quietEnd } from './schedule.rules.ts';

const night = { from: '20:00', to: '08:00', restDays: [] };
const choices = (said: Partial<NoticeChoices> = {}) => ({
  quiet: null,
  silentUntil: null,
  digest: { how: 'immediately' } as NoticeChoices['digest'],
  ...said,
});
const mexico = 'America/Mexico_City';
const madrid = 'Europe/Madrid';
const santiago = 'America/Santiago';

describe('quiet hours', () => {
  test.each([
    ['before they begin', mexico, '2026-11-24T19:59-06:00', night, '2026-11-24T19:59-06:00'],
    ['in the evening', mexico, '2026-11-24T20:00-06:00', night, '2026-11-25T08:00-06:00'],
    ['after midnight', mexico, '2026-11-25T03:30-06:00', night, '2026-11-25T08:00-06:00'],
    ['on the minute they end', mexico, '2026-11-25T08:00-06:00', night, '2026-11-25T08:00-06:00'],
    [
      'over lunch',
      mexico,
      '2026-11-24T14:20-06:00',
      { from: '14:00', to: '15:00', restDays: [] },
      '2026-11-24T15:00-06:00',
    ],
    [
      'from Friday evening over a weekend of rest',
      mexico,
      '2026-11-27T21:00-06:00',
      { ...night, restDays: [6, 7] },
      '2026-11-30T08:00-06:00',
    ],
    // The night in which clocks go back, 03:00 to 02:00: an hour longer.
    ['over the end of summer time', madrid, '2026-10-24T22:00+02:00', night, '2026-10-25T08:00+01:00'],
    // The night in which they go forward, 02:00 to 03:00: an hour shorter.
    ['over the beginning of summer time', madrid, '2026-03-28T22:00+01:00', night, '2026-03-29T08:00+02:00'],
    [
      'until an hour that the clock jumps over',
      madrid,
      '2026-03-29T01:00+01:00',
      { from: '00:00', to: '02:30', restDays: [] },
      '2026-03-29T03:00+02:00',
    ],
    // Santiago leaves out the hour from midnight on: the day begins at one.
    [
      'over a day of rest after which midnight is left out',
      santiago,
      '2026-09-05T12:00-04:00',
      { from: '22:00', to: '23:00', restDays: [6] },
      '2026-09-06T01:00-03:00',
    ],
  ])('%s end when the clock of the person says so', (_when, zone, at, quiet, end) => {
    expect(quietEnd(new Date(at), choices({ quiet }), zone)).toEqual(new Date(end));
  });

  test('silence until an hour goes on into the quiet hours', () => {
    const silent = choices({ quiet: night, silentUntil: '2026-11-25T03:00:00.000Z' });
    expect(quietEnd(new Date('2026-11-24T16:00-06:00'), silent, mexico)).toEqual(
      new Date('2026-11-25T08:00-06:00'),
    );
  });
});

describe('mail', () => {
  const daily = { how: 'daily', at: '09:00' } as const;
  test.each([
    ['at once', choices(), '2026-11-24T10:20-06:00', '2026-11-24T10:20-06:00'],
    [
      'at the next hour',
      choices({ digest: { how: 'hourly' } }),
      '2026-11-24T10:20-06:00',
      '2026-11-24T11:00-06:00',
    ],
    [
      'at the hour after, on the hour itself',
      choices({ digest: { how: 'hourly' } }),
      '2026-11-24T11:00-06:00',
      '2026-11-24T12:00-06:00',
    ],
    ['at today’s hour', choices({ digest: daily }), '2026-11-24T08:00-06:00', '2026-11-24T09:00-06:00'],
    ['at tomorrow’s hour', choices({ digest: daily }), '2026-11-24T09:00-06:00', '2026-11-25T09:00-06:00'],
    ['held over the night', choices({ quiet: night }), '2026-11-24T22:00-06:00', '2026-11-25T08:00-06:00'],
    [
      'hourly, held over the night',
      choices({ quiet: night, digest: { how: 'hourly' } }),
      '2026-11-24T19:30-06:00',
      '2026-11-25T08:00-06:00',
    ],
  ])('leaves %s', (_when, chosen, at, due) => {
    expect(nextMailAt(new Date(at), chosen, mexico)).toEqual(new Date(due));
  });

  test('leaves once in each of the two hours that the clock shows as one', () => {
    const hourly = choices({ digest: { how: 'hourly' } });
    const first = nextMailAt(new Date('2026-10-25T02:30+02:00'), hourly, madrid);
    const second = nextMailAt(new Date('2026-10-25T02:30+01:00'), hourly, madrid);
    expect([first, second]).toEqual([new Date('2026-10-25T03:00+01:00'), new Date('2026-10-25T03:00+01:00')]);
  });
});
