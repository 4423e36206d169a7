import { defaultNoticeChoices, type NoticeChoices } from '@ventanilla/contracts/notification.rules';
import { expect, it } from 'vitest';
import { whyQuiet } from './quiet.ts';

const timeZone = 'America/Mexico_City';
const night = { from: '20:00', to: '08:00', restDays: [7] };
const why = (at: string, said: Partial<NoticeChoices>) =>
  whyQuiet({ ...defaultNoticeChoices, ...said }, { now: new Date(at), timeZone });

it.each([
  ['by day', '2026-11-24T12:00-06:00', { quiet: night }, null],
  ['in the evening', '2026-11-24T20:00-06:00', { quiet: night }, 'hours'],
  ['in the early morning', '2026-11-24T07:59-06:00', { quiet: night }, 'hours'],
  ['when the night is over', '2026-11-24T08:00-06:00', { quiet: night }, null],
  ['on a Sunday', '2026-11-22T12:00-06:00', { quiet: night }, 'day'],
  [
    'by the clock of the person, not of the house',
    '2026-11-24T15:00-06:00',
    { quiet: night, timeZone: 'Europe/Madrid' },
    'hours',
  ],
  ['until an hour', '2026-11-24T12:00-06:00', { silentUntil: '2026-11-24T18:30:00.000Z' }, 'until'],
  ['after that hour', '2026-11-24T12:30-06:00', { silentUntil: '2026-11-24T18:30:00.000Z' }, null],
] as const)('is quiet or not %s', (_when, at, said, expected) => {
  expect(why(at, said as Partial<NoticeChoices>)).toBe(expected);
});
